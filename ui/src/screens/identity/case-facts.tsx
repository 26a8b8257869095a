import { dateText, momentText } from "../../lib/format";
import { Facts } from "../../parts/card";
import type { CaseView } from "../../platform";

/** What the record holds: who, how, which documents, by which rules. Never a number or a picture. */
export function CaseFacts({ of }: { of: CaseView }) {
	const reasons = of.elements.filter((element) => element.hardship);
	return (
		<Facts
			of={[
				["だれの届けか", of.subject],
				["確認した日", dateText(of.date)],
				...of.answered.map((given): [string, string] => [given.title, given.words]),
				[
					"示されたもの",
					of.shown.length > 0 && (
						<ul key="shown">
							{of.shown.map((document) => (
								<li key={document.index}>
									{document.label}
									{document.objection && `（数えていません：${document.objection}）`}
								</li>
							))}
						</ul>
					),
				],
				["難しい理由", reasons.map((element) => `${element.title}：${element.hardship}`).join("、")],
				["結果", of.elements.map((e) => `${e.title}${e.standing === "ok" ? "済み" : "できません"}`).join("、")],
				["確かめられない理由", of.refusal],
				[
					"根拠",
					of.rules.length > 0 && (
						<ul key="rules">
							{of.rules.map((rule) => (
								<li key={rule.id}>
									{rule.title}　{rule.article}
								</li>
							))}
						</ul>
					),
				],
				["確認した人", of.checked_by && of.checked_at && `${of.checked_by}　${momentText(of.checked_at)}`],
				["記録を閉じた人", of.closed_by && of.closed_at && `${of.closed_by}　${momentText(of.closed_at)}`],
				["始めた人", `${of.opened_by}　${momentText(of.opened_at)}`],
			]}
		/>
	);
}
