import { roleTitle } from "../../lib/words";
import { Choice } from "../../parts/field";
import type { Role } from "../../platform";

const notes: Record<Role, string> = {
	clerk: "用意し、結果を読む",
	approver: "出る前に見て許す",
	admin: "端末の設定をする",
	auditor: "記録を見る",
};

export const allRoles = Object.keys(notes) as Role[];

type Props = { id: string; roles: Role[]; setRoles: (now: Role[]) => void; missing: string | undefined };

/** What somebody may do: one or several. */
export const RoleChoices = ({ id, roles, setRoles, missing }: Props) => (
	<fieldset aria-describedby={missing ? `${id}-error` : undefined}>
		<legend className="mb-1 font-bold">役割</legend>
		<div className="grid gap-2 sm:grid-cols-2">
			{allRoles.map((role) => (
				<Choice
					key={role}
					id={`${id}-${role}`}
					label={<b>{roleTitle[role]}</b>}
					note={notes[role]}
					checked={roles.includes(role)}
					onChange={(on) => setRoles(on ? [...roles, role] : roles.filter((each) => each !== role))}
				/>
			))}
		</div>
		{missing && (
			<p id={`${id}-error`} role="alert" className="font-bold text-red-1000">
				<span aria-hidden="true">● </span>
				{missing}
			</p>
		)}
	</fieldset>
);
