import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import type { CaseElement, CaseQuestion, CaseView } from "../../platform";
import type { Ask } from "./case";

type Props = {
	of: CaseView;
	asked: CaseQuestion;
	onAgain: (question: CaseQuestion) => void;
	ask: Ask;
	busy: boolean;
};

/** How far the case is: what was answered, how each element stands, what was shown, what would be enough. */
export function Standing({ of, asked, onAgain, ask, busy }: Props) {
	if (of.answered.length === 0) return null;
	return (
		<div className="grid items-start gap-4 md:grid-cols-2">
			<Card title={`本人確認${of.id}`}>
				<dl className="flex flex-col">
					{of.answered.map((given) => (
						<div key={given.question} className="flex flex-wrap items-center gap-x-3">
							<dt className="text-solid-gray-700">{given.title}</dt>
							<dd className="font-bold">{given.words}</dd>
							{given.question !== asked && (
								<dd className="ml-auto">
									<Button
										look="plain"
										onClick={() => onAgain(given.question)}
										aria-label={`${given.title}を選びなおす`}
									>
										選びなおす
									</Button>
								</dd>
							)}
						</div>
					))}
				</dl>
			</Card>
			{of.elements.length > 0 && (
				<Card title="いまの状態">
					<ul aria-live="polite">
						{of.elements.map((element) => (
							<Element key={element.element} of={element} />
						))}
					</ul>
					{of.cheapest.length > 0 && (
						<p className="mt-2">
							<b>あと</b>　{of.cheapest.join(" と ")} で済みます。
						</p>
					)}
					{of.state === "open" && of.cheapest.length === 0 && (
						<p className="mt-2">この受け方では済みません。受け方を選びなおすか、理由を書いて書類を増やしてください。</p>
					)}
					<Shown of={of} ask={ask} busy={busy} />
				</Card>
			)}
		</div>
	);
}

function Element({ of }: { of: CaseElement }) {
	return (
		<li className="flex flex-wrap gap-x-3">
			<span className="w-24">{of.title}</span>
			{of.standing === "ok" ? (
				<b className="text-green-900">
					<span aria-hidden="true">○ </span>済みました
				</b>
			) : (
				<b className="text-yellow-1200">
					<span aria-hidden="true">▲ </span>まだです
				</b>
			)}
			{of.hardship && <span className="text-solid-gray-700">難しい理由：{of.hardship}</span>}
		</li>
	);
}

function Shown({ of, ask, busy }: { of: CaseView; ask: Ask; busy: boolean }) {
	if (of.shown.length === 0) return null;
	return (
		<div className="mt-3 border-t border-line pt-2">
			<h3 className="font-bold">示されたもの</h3>
			<ul>
				{of.shown.map((document) => (
					<li key={document.index} className="flex flex-wrap items-center gap-x-3">
						<span>
							{document.label}
							{document.objection && (
								<span className="block text-red-1000">
									<span aria-hidden="true">× </span>
									{document.objection}
								</span>
							)}
						</span>
						<span className="ml-auto">
							<Button
								look="plain"
								busy={busy}
								onClick={() => ask({ to: "takes_back", index: document.index })}
								aria-label={`取り消す：${document.label}`}
							>
								取り消す
							</Button>
						</span>
					</li>
				))}
			</ul>
		</div>
	);
}
