import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { printScreen } from "../../lib/printing";
import { useAct } from "../../lib/queries";
import { useLeak } from "../../lib/record-queries";
import { Broken } from "../../parts/broken";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Foot } from "../../parts/form-foot";
import { Loading, Page } from "../../parts/page";
import { type LeakStep, type PersonView, platform } from "../../platform";
import { FactsForm } from "./facts-form";
import { LeakFactsList, LeakPaper } from "./paper";
import { ReportDialog } from "./report";
import { DueText } from "./words";

/** A leak: what is due, what is known, and what was written when. */
export function LeakScreen({ id, person }: { id: number; person: PersonView }) {
	const found = useLeak(id);
	const [writing, setWriting] = useState(false);
	const [reporting, setReporting] = useState<LeakStep | null>(null);
	const change = useAct(platform.changeLeak, () => setWriting(false));
	if (found.error) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const leak = found.data;
	if (writing)
		return (
			<FactsForm
				known={leak.facts}
				of={change}
				send={(facts) => change.mutate({ id, facts })}
				onClose={() => setWriting(false)}
			/>
		);
	const isOpen = leak.state !== "final";
	const mayReport = (step: LeakStep) =>
		mayDo(person, "report_leak") && isOpen && (leak.state === "open" || step === "final");
	return (
		<Page
			title={`漏えい${leak.id}：${leak.state_title}`}
			side={
				<div className="flex gap-3 print:hidden">
					{isOpen && mayDo(person, "change_leak") && (
						<Button onClick={() => setWriting(true)}>分かったことを追記する</Button>
					)}
					<Button onClick={printScreen}>印刷する</Button>
				</div>
			}
		>
			<Card title="報告の日" className="print:hidden">
				<ul className="flex flex-col gap-2">
					{leak.dues.map((due) => (
						<li key={due.step} className="flex flex-wrap items-center gap-3">
							<span className="w-12 font-bold">{due.title}</span>
							<span className="min-w-72">
								<DueText of={due} />
							</span>
							{due.made && <span className="text-solid-gray-700">{due.made.to}</span>}
							{!due.made && mayReport(due.step) && (
								<Button onClick={() => setReporting(due.step)}>{due.title}をしたことを記録する…</Button>
							)}
						</li>
					))}
				</ul>
				<p className="mt-3 text-solid-gray-700">知った日を1日目とし、土日や祝日も数えています。</p>
			</Card>
			<Card title="分かっていること" className="print:hidden">
				<LeakFactsList of={leak} />
				<Foot>
					{leak.contacts.every((contact) => contact.name === "") && (
						<p>連絡先がまだ書かれていません。システム管理者が「連絡先」で書きます。</p>
					)}
				</Foot>
			</Card>
			<LeakPaper of={leak} person={person} />
			{reporting && <ReportDialog leak={leak} step={reporting} onClose={() => setReporting(null)} />}
		</Page>
	);
}
