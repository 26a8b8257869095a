import { useUsers } from "../../lib/queries";
import { Card } from "../../parts/card";
import { Page } from "../../parts/page";
import { lackingRoles } from "../users/lacking";
import { UserForm, type useUserForm } from "../users/user-form";
import { UserTable } from "../users/user-table";
import { StepButtons } from "./steps";

type Props = { user: ReturnType<typeof useUserForm>; back: () => void; next: () => void };

export function UsersStep({ user, back, next }: Props) {
	const users = useUsers().data ?? [];
	const lacking = lackingRoles(users);
	return (
		<Page
			title={lacking.length > 0 ? "利用者を追加してください" : "利用者がそろいました"}
			lead={
				lacking.length > 0
					? `ファイルを送るには、用意する人と承認する人の2人が必要です。まだいないのは ${lacking.join("・")} です。`
					: "もっと追加することもできます。"
			}
		>
			<div className="grid gap-4 lg:grid-cols-2">
				<Card title="利用者を追加する">
					<UserForm user={user} filled={lacking.length > 0} />
				</Card>
				<Card title="いまの利用者">
					<UserTable users={users} unlocks={false} gives={false} actor={null} />
				</Card>
			</div>
			<StepButtons back={back} next="次へ" onNext={next} filled={lacking.length === 0} />
		</Page>
	);
}
