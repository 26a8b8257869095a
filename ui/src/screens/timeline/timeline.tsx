import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { dayText, momentText } from "../../lib/format";
import { useTimeline, useTimelineAct } from "../../lib/record-queries";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { FieldDialog } from "../../parts/field-dialog";
import { Loading, Page } from "../../parts/page";
import { type PersonView, platform, type TimelineStage, type TimelineView } from "../../platform";
import { Deadline, dueText } from "./deadline";

type Props = { registration: string; person: PersonView };

/** The way of one person from the day of 取得 to the 資格. */
export function TimelineScreen({ registration, person }: Props) {
	const found = useTimeline(registration);
	const [closing, setClosing] = useState(false);
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const { line, steps, closed, may_close, birth_date } = found.data;
	return (
		<Page
			title={headingOf(found.data)}
			lead={`${line.registration}　${line.name}　${birth_date}`}
			side={
				<div className="print:hidden">
					<ActionLink to="/timelines">登録の期限の一覧へ</ActionLink>
				</div>
			}
		>
			<p>
				<Deadline of={line} />
				<span className="ml-3 text-solid-gray-700">{dueText(line)}</span>
				<span className="ml-3">{line.standing}</span>
			</p>
			{closed && (
				<Card title="登録しないことにした理由">
					<p>{closed.reason}</p>
					<p className="text-solid-gray-700">
						{closed.by} が {momentText(closed.at)} に決めました。
					</p>
				</Card>
			)}
			<Card title="届出から登録まで">
				<ol>
					{steps.map((step) => (
						<Stage key={step.title} of={step} />
					))}
				</ol>
			</Card>
			<div className="flex flex-wrap gap-3 print:hidden">
				<Next of={found.data} person={person} />
				<Button onClick={() => window.print()}>印刷する</Button>
				{may_close && <Button onClick={() => setClosing(true)}>登録しないことにする…</Button>}
			</div>
			{closing && <Close of={found.data} onClose={() => setClosing(false)} />}
		</Page>
	);
}

function headingOf({ line, closed, steps }: TimelineView): string {
	if (closed) return "登録しないことにしました";
	if (line.state === "overdue") return "期限を過ぎています";
	const isRegistered = line.state === "kept" || line.state === "late";
	if (!isRegistered) return "まだ登録されていません";
	return steps.at(-1)?.at ? "資格まで登録が済んでいます" : "登録が済んでいます";
}

function Stage({ of }: { of: TimelineStage }) {
	const when = of.day ? dayText(of.day) : of.at ? momentText(of.at) : "";
	return (
		<li className="grid gap-x-4 border-b border-line py-2 last:border-b-0 sm:grid-cols-[10rem_13rem_1fr]">
			<b className={when ? "" : "text-solid-gray-700"}>
				<span aria-hidden="true" className="mr-2 inline-block w-4">
					{when ? "✓" : "○"}
				</span>
				{of.title}
			</b>
			<span className="figures">{when || "まだ"}</span>
			<span className="text-solid-gray-700">{of.note}</span>
		</li>
	);
}

/** The one thing to do for this person now. */
function Next({ of, person }: { of: TimelineView; person: PersonView }) {
	const { job } = of.line;
	if (job) return <ActionLink to={`/jobs/${job}`} look="filled">{`送信${job}を見る`}</ActionLink>;
	if (!of.may_close || !mayDo(person, "take_in")) return null;
	return (
		<ActionLink to="/send" look="filled">
			加入者情報のファイルを送る
		</ActionLink>
	);
}

function Close({ of, onClose }: { of: TimelineView; onClose: () => void }) {
	const { registration } = of.line;
	const close = useTimelineAct(platform.closeTimeline, onClose);
	return (
		<FieldDialog
			title={`${of.line.name} さんを登録しないことにする`}
			onClose={onClose}
			what="理由"
			verb="登録しないことにする"
			send={(reason) => close.mutate({ registration, reason })}
			of={close}
			lead="この人は一覧から外れます。届出が生きているときは、外さないでください。"
		>
			{(bound) => (
				<TextField
					id="timeline-reason"
					label="登録しない理由"
					hint="例：届出が取り下げられた、ほかの保険者の人だった。番号は書かないでください。"
					focused
					{...bound}
				/>
			)}
		</FieldDialog>
	);
}
