import { useState } from "react";
import { longPassword, useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { roleTitle } from "../../lib/words";
import { Choice, TextField } from "../../parts/field";
import { FormFoot } from "../../parts/form-foot";
import { platform, type Role } from "../../platform";

const notes: Record<Role, string> = {
	clerk: "用意し、結果を読む",
	approver: "出る前に見て許す",
	admin: "端末の設定をする",
	auditor: "記録を見る",
};

/** An account as typed so far; held by the screen so that steps don't lose it. */
export function useUserForm() {
	const form = useForm(
		{ id: "", name: "", password: "" },
		{
			id: (value) => (/^[\w.-]{1,32}$/.test(value) ? null : "半角の英数字と - _ . で、32文字までにしてください。"),
			name: wanted("名前"),
			password: longPassword,
		},
	);
	const [roles, setRoles] = useState<Role[]>([]);
	const [reminded, setReminded] = useState(false);
	return { form, roles, setRoles, reminded, setReminded };
}

type Props = { user: ReturnType<typeof useUserForm>; filled: boolean };

export function UserForm({ user, filled }: Props) {
	const { form, roles, setRoles, reminded, setReminded } = user;
	const add = useAct(platform.addUser, () => {
		form.reset();
		setRoles([]);
		setReminded(false);
		document.getElementById("user-id")?.focus();
	});
	const missing = reminded && roles.length === 0;
	return (
		<form
			noValidate
			className="flex flex-col gap-3"
			onSubmit={form.submit((values) => {
				setReminded(true);
				if (roles.length > 0) add.mutate({ user: { ...values, name: values.name.trim(), roles } });
			})}
		>
			<div className="grid gap-3 sm:grid-cols-2">
				<TextField id="user-id" label="利用者ID" {...form.field("id")} />
				<TextField id="user-name" label="名前" {...form.field("name")} />
			</div>
			<TextField
				id="user-password"
				label="最初のパスワード"
				hint="12文字以上。本人が最初のログインで変えます。"
				type="password"
				autoComplete="new-password"
				{...form.field("password")}
			/>
			<fieldset aria-describedby={missing ? "user-role-error" : undefined}>
				<legend className="mb-1 font-bold">役割</legend>
				<div className="grid gap-2 sm:grid-cols-2">
					{(Object.keys(notes) as Role[]).map((role) => (
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
						<span aria-hidden="true">● </span>役割を1つ以上選んでください。
					</p>
				)}
			</fieldset>
			<FormFoot
				of={add}
				verb="利用者を足す"
				look={filled ? "filled" : "outlined"}
				done={add.isSuccess && !form.values.id && "足しました"}
			/>
		</form>
	);
}
