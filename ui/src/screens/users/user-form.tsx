import { longPassword, useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { TextField } from "../../parts/field";
import { Form } from "../../parts/form";
import { platform, type Role } from "../../platform";
import { allRoles, RoleChoices } from "./role-choices";

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
			<RoleChoices id="user-role" roles={roles} setRoles={setRoles} missing={form.field("roles").error} />
		</Form>
	);
}
