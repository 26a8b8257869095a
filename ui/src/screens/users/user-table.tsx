import { roleTitle } from "../../lib/words";
import { type Column, Table } from "../../parts/table";
import type { UserView } from "../../platform";

const columns: Column<UserView>[] = [
	{ head: "利用者ID", cell: (user) => user.id, sort: (user) => user.id, whole: true },
	{ head: "名前", cell: (user) => user.name, sort: (user) => user.name, whole: true },
	{ head: "役割", cell: (user) => user.roles.map((role) => roleTitle[role]).join("・") },
	{ head: "状態", cell: (user) => <Condition user={user} /> },
];

export const UserTable = ({ users }: { users: UserView[] }) => (
	<Table
		label="利用者"
		columns={columns}
		rows={users}
		rowKey={(user) => user.id}
		filter={(user) => user.id + user.name}
	/>
);

function Condition({ user }: { user: UserView }) {
	if (user.locked)
		return (
			<b className="text-red-1000">
				<span aria-hidden="true">● </span>使えません（まちがい5回）
			</b>
		);
	return user.must_change_password ? "最初のパスワードのまま" : "使えます";
}
