import { useState } from "react";
import { isoDay } from "../../lib/dates";
import { longPassword, useForm, wanted } from "../../lib/form";
import { useAct, useDepartments } from "../../lib/queries";
import { Button } from "../../parts/button";
import { DateField } from "../../parts/date-field";
import { TextField } from "../../parts/field";
import { FieldDialog } from "../../parts/field-dialog";
import { FormDialog } from "../../parts/form-dialog";
import { Failure } from "../../parts/problem";
import { SelectField } from "../../parts/select-field";
import { platform, type Role, type UserView } from "../../platform";
import { RoleChoices } from "./role-choices";

type Asked = "change" | "reset" | "close";

/** What an administrator does with an account. None is ever removed, and nobody's own is closed by themselves. */
export function UserActs({ user, isOwn }: { user: UserView; isOwn: boolean }) {
	const [asked, setAsked] = useState<Asked | null>(null);
	const reopen = useAct(platform.reopenUser);
	const close = () => setAsked(null);
	if (user.closed !== null)
		return (
			<>
				<Button
					look="plain"
					busy={reopen.isPending}
					aria-label={`もどす：${user.name}`}
					onClick={() => reopen.mutate({ user: user.id })}
				>
					もどす
				</Button>
				<Failure of={reopen.error} />
			</>
		);
	return (
		<div className="flex flex-wrap gap-x-4">
			<Button look="plain" aria-label={`変える：${user.name}`} onClick={() => setAsked("change")}>
				変える…
			</Button>
			{!isOwn && (
				<>
					<Button look="plain" aria-label={`パスワードを決めなおす：${user.name}`} onClick={() => setAsked("reset")}>
						パスワード…
					</Button>
					<Button look="plain" aria-label={`使えなくする：${user.name}`} onClick={() => setAsked("close")}>
						使えなくする…
					</Button>
				</>
			)}
			{asked === "change" && <Change of={user} onClose={close} />}
			{asked === "reset" && <Reset of={user} onClose={close} />}
			{asked === "close" && <Close of={user} onClose={close} />}
		</div>
	);
}

type Props = { of: UserView; onClose: () => void };

function Change({ of, onClose }: Props) {
	const change = useAct(platform.changeUser, onClose);
	const departments = useDepartments();
	const form = useForm(
		{ name: of.name, department: of.department ?? "", roles: of.roles.join(" "), until: of.until ?? "" },
		{
			name: wanted("名前"),
			roles: (value) => (value ? null : "役割を1つ以上選んでください。"),
			until: (value) => (value.trim() === "" || isoDay(value) ? null : "令和8年11月30日 のように入れてください。"),
		},
		of.id,
	);
	const roles = form.values.roles.split(" ").filter(Boolean) as Role[];
	const options = departments.data?.departments.map(({ id, name }) => ({ id, title: name })) ?? [];
	return (
		<FormDialog
			title={`${of.name}（${of.id}）を変える`}
			verb="変える"
			onClose={onClose}
			onSubmit={form.submit(({ name, department, until }) =>
				change.mutate({
					user: of.id,
					change: { name: name.trim(), department: department || null, roles, until: isoDay(until) },
				}),
			)}
			of={change}
		>
			<TextField id="change-name" label="名前" focused {...form.field("name")} />
			{options.length > 0 && (
				<SelectField
					id="change-department"
					label="部署"
					none="部署なし"
					options={options}
					{...form.field("department")}
				/>
			)}
			<RoleChoices
				id="change-role"
				roles={roles}
				setRoles={(now) => form.set("roles", now.join(" "))}
				missing={form.field("roles").error}
			/>
			<DateField
				id="change-until"
				label="代わりの人が使える、さいごの日"
				hint="ずっと使う人は空"
				{...form.field("until")}
			/>
		</FormDialog>
	);
}

function Reset({ of, onClose }: Props) {
	const reset = useAct(platform.resetPassword, onClose);
	const form = useForm({ password: "" }, { password: longPassword }, of.id);
	return (
		<FormDialog
			title={`${of.name}（${of.id}）のパスワードを決めなおす`}
			verb="決めなおす"
			onClose={onClose}
			onSubmit={form.submit(({ password }) => reset.mutate({ user: of.id, firstPassword: password }))}
			of={reset}
		>
			<p>
				本人が最初のログインで変えます。
				<b>1日のあいだ、あなたとこの人だけでは、2人で決めることを決められません。</b>
				そのことは、みんなのホームに出ます。
			</p>
			<TextField
				id="reset-password"
				label="最初のパスワード"
				hint="12文字以上"
				autoComplete="new-password"
				focused
				{...form.secret("password")}
			/>
		</FormDialog>
	);
}

function Close({ of, onClose }: Props) {
	const close = useAct(platform.closeUser, onClose);
	return (
		<FieldDialog
			title={`${of.name}（${of.id}）を使えなくしますか`}
			verb="使えなくする"
			what="理由"
			lead="この利用者IDではログインできなくなります。記録のために、一覧には残ります。あとでもどせます。"
			onClose={onClose}
			send={(reason) => close.mutate({ user: of.id, reason })}
			of={close}
		>
			{(bound) => <TextField id="close-reason" label="理由" hint="例：異動、退職" focused {...bound} />}
		</FieldDialog>
	);
}
