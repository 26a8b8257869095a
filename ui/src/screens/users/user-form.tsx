import { longPassword, useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { roleTitle } from "../../lib/words";
import { Choice, TextField } from "../../parts/field";
import { Form } from "../../parts/form";
import { platform, type Role } from "../../platform";

const notes: Record<Role, string> = {
	clerk: "用意し、結果を読む",
	approver: "出る前に見て許す",
	admin: "端末の設定をする",
	auditor: "記録を見る",
};

const allRoles = Object.keys(notes) as Role[];

/** An account as typed so far; held by the screen so that steps don't lose it. */
export function useUserForm() {
	const form = useForm(
		{ id: "", name: "", password: "", roles: "" },
		{
			id: (value) => (/^[\w.-]{1,32}$/.test(value) ? null : "半角の英数字と - _ . で、32文字までにしてください。"),
			name: wanted("名前"),
			password: longPassword,
			roles: (value) => (value ? null : "役割を1つ以上選んでください。"),
		},
	);
	const roles = allRoles.filter((role) => form.values.roles.split(" ").includes(role));
	return { form, roles, setRoles: (now: Role[]) => form.set("roles", now.join(" ")) };
}

type Props = { user: ReturnType<typeof useUserForm>; filled: boolean };

export function UserForm({ user, filled }: Props) {
	const { form, roles, setRoles } = user;
	const add = useAct(platform.addUser, () => {
		form.reset();
		document.getElementById("user-id")?.focus();
	});
	const missing = form.field("roles").error;
	return (
		<Form
			onSubmit={form.submit(({ id, name, password }) =>
				add.mutate({ user: { id, name: name.trim(), password, roles } }),
			)}
			of={add}
			verb="利用者を追加する"
			look={filled ? "filled" : "outlined"}
			done={add.isSuccess && !form.values.id && "追加しました"}
		>
			<div className="grid gap-3 sm:grid-cols-2">
				<TextField id="user-id" label="利用者ID" {...form.code("id")} />
				<TextField id="user-name" label="名前" {...form.field("name")} />
			</div>
			<TextField
				id="user-password"
				label="最初のパスワード"
				hint="12文字以上。本人が最初のログインで変えます。"
				autoComplete="new-password"
				{...form.secret("password")}
			/>
			<fieldset aria-describedby={missing ? "user-role-error" : undefined}>
				<legend className="mb-1 font-bold">役割</legend>
				<div className="grid gap-2 sm:grid-cols-2">
					{allRoles.map((role) => (
						<Choice
							key={role}
							id={`user-role-${role}`}
							label={<b>{roleTitle[role]}</b>}
							note={notes[role]}
							checked={roles.includes(role)}
							onChange={(on) => setRoles(on ? [...roles, role] : roles.filter((each) => each !== role))}
						/>
					))}
				</div>
				{missing && (
					<p id="user-role-error" role="alert" className="font-bold text-red-1000">
						<span aria-hidden="true">● </span>
						{missing}
					</p>
				)}
			</fieldset>
		</Form>
	);
}
