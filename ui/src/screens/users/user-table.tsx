import { mayDo } from "../../lib/acts";
import { count, dateText, momentText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { roleTitle } from "../../lib/words";
import { Button } from "../../parts/button";
import { Failure } from "../../parts/problem";
import { type Column, Table } from "../../parts/table";
import { platform, type UserView } from "../../platform";
import { UserActs } from "./user-acts";

const columns: Column<UserView>[] = [
	{ head: "利用者ID", cell: (user) => user.id, sort: (user) => user.id, whole: true },
	{ head: "名前", cell: (user) => user.name, sort: (user) => user.name, whole: true },
	{ head: "役割", cell: (user) => user.roles.map((role) => roleTitle[role]).join("・") },
];
const sight: Column<UserView> = {
	head: "個人番号",
	cell: (user) => (user.sees_numbers ? "見てよい" : "―"),
	whole: true,
};
const giving: Column<UserView> = {
	head: "個人番号",
	cell: (user) => <Sight user={user} />,
};
const acting = (me: string): Column<UserView> => ({
	head: "操作",
	cell: (user) => <UserActs user={user} isOwn={user.id === me} />,
});
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

type Props = {
	users: UserView[];
	unlocks: boolean;
	gives: boolean;
	/** Who changes accounts here, by id; null where nobody does. */
	actor: string | null;
};

export const UserTable = ({ users, unlocks, gives, actor }: Props) => (
	<Table
		label="利用者"
		columns={[
			...columns,
			gives ? giving : sight,
			unlocks ? unlocking : condition,
			...(actor === null ? [] : [acting(actor)]),
		]}
		rows={users}
		rowKey={(user) => user.id}
		filter={(user) => user.id + user.name}
	/>
);

/** Whether somebody may see numbers one by one. Only who works with people's files can use the right. */
function Sight({ user }: { user: UserView }) {
	const set = useAct(platform.setNumberSight);
	if (!mayDo(user, "reveal_number") || user.closed !== null) return "―";
	return (
		<>
			{user.sees_numbers && <span>見てよい</span>}
			<Button
				look="plain"
				busy={set.isPending}
				aria-label={`${user.name}は個人番号を${user.sees_numbers ? "見ない" : "見てよい"}ことにする`}
				onClick={() => set.mutate({ user: user.id, sees: !user.sees_numbers })}
			>
				{user.sees_numbers ? "見ないことにする" : "見てよいことにする"}
			</Button>
			<Failure of={set.error} />
		</>
	);
}

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
			{user.until && <span className="block">{dateText(user.until)} まで</span>}
			<span className="block text-solid-gray-700">
				{user.last_login ? `前回 ${momentText(user.last_login)}` : "まだログインしていません"}
				{user.failed_tries > 0 && `　まちがい ${count(user.failed_tries)} 回`}
			</span>
			{user.alike && <span className="block">{user.alike}</span>}
		</>
	);
}

function State({ user }: { user: UserView }) {
	if (user.closed !== null) return `使えません（${user.closed}）`;
	if (user.locked)
		return (
			<b className="text-red-1000">
				<span aria-hidden="true">● </span>使えません（まちがい5回）
			</b>
		);
	return user.must_change_password ? "最初のパスワードのまま" : "使えます";
}
