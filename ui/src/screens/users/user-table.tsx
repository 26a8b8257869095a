import { useAct } from "../../lib/queries";
import { roleTitle } from "../../lib/words";
import { Button } from "../../parts/button";
import { Failure } from "../../parts/problem";
import { type Column, Table } from "../../parts/table";
import { platform, type UserView } from "../../platform";

const columns: Column<UserView>[] = [
	{ head: "利用者ID", cell: (user) => user.id, sort: (user) => user.id, whole: true },
	{ head: "名前", cell: (user) => user.name, sort: (user) => user.name, whole: true },
	{ head: "役割", cell: (user) => user.roles.map((role) => roleTitle[role]).join("・") },
];
const condition: Column<UserView> = { head: "状態", cell: (user) => <Condition user={user} /> };
const unlocking: Column<UserView> = {
	head: "状態",
	cell: (user) => (
		<>
			<Condition user={user} />
			{user.locked && <Unlock user={user} />}
		</>
	),
};

export const UserTable = ({ users, unlocks }: { users: UserView[]; unlocks: boolean }) => (
	<Table
		label="利用者"
		columns={[...columns, unlocks ? unlocking : condition]}
		rows={users}
		rowKey={(user) => user.id}
		filter={(user) => user.id + user.name}
	/>
);

function Unlock({ user }: { user: UserView }) {
	const unlock = useAct(platform.unlockUser);
	return (
		<>
			<Button
				busy={unlock.isPending}
				aria-label={`${user.name}をまた使えるようにする`}
				onClick={() => unlock.mutate({ user: user.id })}
			>
				また使えるようにする
			</Button>
			<Failure of={unlock.error} />
		</>
	);
}

function Condition({ user }: { user: UserView }) {
	return (
		<>
			<State user={user} />
			{user.alike && <span className="block">{user.alike}</span>}
		</>
	);
}

function State({ user }: { user: UserView }) {
	if (user.locked)
		return (
			<b className="text-red-1000">
				<span aria-hidden="true">● </span>使えません（まちがい5回）
			</b>
		);
	return user.must_change_password ? "最初のパスワードのまま" : "使えます";
}
