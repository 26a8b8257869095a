import { mayDo } from "../../lib/acts";
import { momentText } from "../../lib/format";
import { useCaseAct, useCases } from "../../lib/record-queries";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type CaseView, type PersonView, platform } from "../../platform";
import { CaseFacts } from "./case-facts";
import { NameIt } from "./name-it";

const titles = {
	open: "この本人確認は途中です",
	complete: "本人確認がそろいました",
	refused: "確かめられませんでした",
	closed: "本人確認の記録",
};

/** 確認記録: what can be read and printed, and for a refused one the last step. */
export function CaseRecord({ of, person }: { of: CaseView; person: PersonView }) {
	const close = useCaseAct(platform.closeCase);
	const next = useCases().data?.open.find((each) => each.id !== of.id);
	const waits = of.state === "refused" && mayDo(person, "close_case");
	return (
		<Page
			title={titles[of.state]}
			lead={waits ? "理由を本人に伝えたら、記録を閉じてください。番号は受け取れません。" : `本人確認${of.id}`}
		>
			{waits && !of.subject && <NameIt of={of} />}
			<Card title="確認記録">
				<CaseFacts of={of} />
				<p className="mt-4 hidden border-t border-black pt-2 print:block">
					印刷：{person.name}（{person.id}）　{momentText(new Date())}　本人確認{of.id}
					<span className="block font-mono break-all">SHA-256 {of.sha256}</span>
				</p>
			</Card>
			<Failure of={close.error} />
			<div className="flex flex-wrap gap-3 print:hidden">
				{waits && of.subject && (
					<Button look="filled" busy={close.isPending} onClick={() => close.mutate({ id: of.id })}>
						本人に伝えて、記録を閉じる
					</Button>
				)}
				{of.state === "closed" && mayDo(person, "enter_number") && (
					<ActionLink to={`/numbers/of/${of.id}`} look="filled">
						この人の番号を入れる
					</ActionLink>
				)}
				{!waits && next && <ActionLink to={`/identity/${next.id}`}>次の途中の人（本人確認{next.id}）</ActionLink>}
				{!waits && <ActionLink to="/identity">本人確認の一覧へ</ActionLink>}
				<Button onClick={() => window.print()}>確認記録を印刷する</Button>
			</div>
		</Page>
	);
}
