import { mayDo } from "../../lib/acts";
import { count, dateText, momentText } from "../../lib/format";
import { useUsers } from "../../lib/queries";
import { roleTitle } from "../../lib/words";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { Sheet } from "../../parts/sheet";
import type { PersonView, UserView } from "../../platform";
import { Departments } from "./departments";
import { lackingRoles } from "./lacking";
import { UserForm, useUserForm } from "./user-form";
import { UserTable } from "./user-table";
import { WhoMay } from "./who-may";

export function UsersScreen({ person }: { person: PersonView }) {
	const users = useUsers();
	const user = useUserForm();
	if (users.error) return <Broken error={users.error} />;
	if (!users.data) return <Loading />;
	const lacking = lackingRoles(users.data);
	return (
		<Page
			title={lacking.length > 0 ? `${lacking.join("と")}がまだいません` : `利用者は ${count(users.data.length)} 人です`}
			lead="ファイルを用意する人と承認する人は、別の人でなければなりません。"
			side={
				<div className="flex gap-3 print:hidden">
					<ActionLink to="/password" look="plain">
						自分のパスワードを変える
					</ActionLink>
					<Button onClick={() => window.print()}>一覧を印刷する</Button>
				</div>
			}
		>
			<div className="grid items-start gap-4 print:hidden">
				<Card title="いまの利用者">
					<UserTable
						users={users.data}
						unlocks={mayDo(person, "unlock_user")}
						gives={mayDo(person, "set_number_sight")}
						actor={mayDo(person, "change_user") ? person.id : null}
					/>
				</Card>
				{mayDo(person, "add_user") && (
					<Card title="利用者を追加する">
						<UserForm user={user} filled />
					</Card>
				)}
			</div>
			<div className="flex flex-col gap-4 print:hidden">
				<Departments person={person} users={users.data} />
				<WhoMay />
			</div>
			<AccountSheet users={users.data} person={person} />
		</Page>
	);
}

function stateText(user: UserView): string {
	if (user.closed !== null) return `使えません（${user.closed}）`;
	if (user.locked) return "使えません";
	const until = user.until ? `（${dateText(user.until)} まで）` : "";
	return `${user.must_change_password ? "最初のパスワードのまま" : "使えます"}${until}`;
}

/** アカウント一覧 for paper: every account, whatever is scrolled into view. */
function AccountSheet({ users, person }: { users: UserView[]; person: PersonView }) {
	return (
		<Sheet name="アカウント一覧">
			<p className="border-b border-black pb-2">
				アカウント一覧　印刷：{person.name}（{person.id}）　{momentText(new Date())}
			</p>
			<table className="mt-3 w-full border-collapse">
				<thead>
					<tr className="border-b border-black text-left">
						<th>利用者ID</th>
						<th>名前</th>
						<th>部署</th>
						<th>役割</th>
						<th>個人番号</th>
						<th>状態</th>
						<th>前回のログイン</th>
					</tr>
				</thead>
				<tbody>
					{users.map((user) => (
						<tr key={user.id} className="border-b border-solid-gray-400">
							<td>{user.id}</td>
							<td>{user.name}</td>
							<td>{user.department ?? "―"}</td>
							<td>{user.roles.map((role) => roleTitle[role]).join("・")}</td>
							<td>{user.sees_numbers ? "見てよい" : "―"}</td>
							<td>{stateText(user)}</td>
							<td>{user.last_login ? momentText(user.last_login) : "―"}</td>
						</tr>
					))}
				</tbody>
			</table>
		</Sheet>
	);
}
