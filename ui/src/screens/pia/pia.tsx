import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { useForm } from "../../lib/form";
import { count, dateText, momentText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { usePia } from "../../lib/record-queries";
import { Broken } from "../../parts/broken";
import { Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { Choice, TextField } from "../../parts/field";
import { Form } from "../../parts/form";
import { Loading, Page } from "../../parts/page";
import { type PersonView, type PiaRecordView, type PiaView, platform } from "../../platform";

/** しきい値判断: the last one with its reasons, and a new one when it is due. */
export function PiaScreen({ person }: { person: PersonView }) {
	const found = usePia();
	const [anew, setAnew] = useState(false);
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const [last, ...older] = found.data.records;
	const may = mayDo(person, "assess_pia");
	if (may && (!last || anew)) return <Asking of={found.data} onDone={() => setAnew(false)} />;
	return (
		<Page
			title={headingOf(last, found.data.overdue)}
			lead="特定個人情報保護評価（PIA）の、どの評価が必要かの判断です。年に1回は見直します。"
		>
			{last && <Judgement of={last} person={person} />}
			<div className="flex flex-wrap gap-3 print:hidden">
				{may && (
					<Button look={found.data.overdue ? "filled" : "outlined"} onClick={() => setAnew(true)}>
						見直す
					</Button>
				)}
				{last && <Button onClick={() => window.print()}>判断を印刷する</Button>}
			</div>
			{older.length > 0 && (
				<div className="print:hidden">
					<Card title="前の判断">
						<ul>
							{older.map((record) => (
								<li key={record.id} className="flex flex-wrap gap-x-4 border-b border-line py-2 last:border-b-0">
									<span className="figures">{dateText(record.at)}</span>
									<b>{record.result_title}</b>
									<span className="text-solid-gray-700">
										対象 {count(record.question.people)} 人　{record.by}
									</span>
								</li>
							))}
						</ul>
					</Card>
				</div>
			)}
		</Page>
	);
}

function headingOf(last: PiaRecordView | undefined, overdue: boolean): string {
	if (!last) return "しきい値判断は、まだありません";
	return overdue ? "前の判断から1年たちました" : last.result_title;
}

const Judgement = ({ of, person }: { of: PiaRecordView; person: PersonView }) => (
	<Card title="しきい値判断">
		<Facts
			of={[
				["結果", <b key="result">{of.result_title}</b>],
				[
					"理由",
					<ul key="because">
						{of.because.map((step) => (
							<li key={step}>{step}</li>
						))}
					</ul>,
				],
				["すること", of.next_step],
				["対象人数", `${count(of.question.people)} 人（うち過去の加入者 ${count(of.past)} 人）`],
				["取扱者", `${count(of.question.handlers)} 人`],
				["過去1年の重大事故", of.question.incident ? "あり" : "なし"],
				["判断した日", dateText(of.at)],
				["判断した人", of.by],
				["次に見直す日", dateText(of.review_by)],
			]}
		/>
		<p className="mt-4 hidden border-t border-black pt-2 print:block">
			印刷：{person.name}（{person.id}）　{momentText(new Date())}
			<span className="block font-mono break-all">SHA-256 {of.sha256}</span>
		</p>
	</Card>
);

const figures = (value: string) => (/^\d{1,9}$/.test(value.trim()) ? null : "人数を数字で入れてください。");

function Asking({ of, onDone }: { of: PiaView; onDone: () => void }) {
	const [last] = of.records;
	const form = useForm(
		{
			now: last ? `${last.question.people - last.past}` : "",
			past: last ? `${last.past}` : "",
			handlers: last ? `${last.question.handlers}` : "",
		},
		{ now: figures, past: figures, handlers: figures },
	);
	const [exempt, setExempt] = useState<string[]>(last?.question.exempt ?? []);
	const [incident, setIncident] = useState(false);
	const assess = useAct(platform.assessPia, onDone);
	const people = Number(form.values.now) + Number(form.values.past);
	const send = (values: { past: string; handlers: string }) =>
		assess.mutate({
			question: { people, handlers: Number(values.handlers), incident, exempt },
			past: Number(values.past),
		});
	return (
		<Page
			fills
			title="どの評価が必要かを判断します"
			lead="分かることを入れてください。理由といっしょに、今日の日付で残ります。"
		>
			<Form
				onSubmit={form.submit(send)}
				of={assess}
				verb="判断して残す"
				look="filled"
				back={last && <Button onClick={onDone}>やめる</Button>}
			>
				<Card title="1　人数">
					<div className="grid items-end gap-4 md:grid-cols-3">
						<TextField id="pia-now" label="いまの加入者（人）" inputMode="numeric" {...form.code("now")} />
						<TextField
							id="pia-past"
							label="過去の加入者（人）"
							hint="亡くなった人を除きます"
							inputMode="numeric"
							{...form.code("past")}
						/>
						<TextField
							id="pia-handlers"
							label="取扱者（人）"
							hint="職員と外部委託先"
							inputMode="numeric"
							{...form.code("handlers")}
						/>
					</div>
					<p role="status" className="mt-3">
						対象人数　<b className="figures">{Number.isFinite(people) ? count(people) : "－"}</b> 人
						{form.values.past.trim() === "0" && (
							<b className="block text-yellow-1200">
								<span aria-hidden="true">▲ </span>資格を失った人も数えます。本当に0人か、確かめてください。
							</b>
						)}
					</p>
				</Card>
				<Card title="2　過去1年の重大事故">
					{last ? (
						<Choice
							id="pia-incident"
							label="過去1年以内に、特定個人情報の重大事故がありました"
							checked={incident}
							onChange={setIncident}
						/>
					) : (
						<p>初めての評価なので「なし」とします。</p>
					)}
				</Card>
				<Card title="3　当てはまるもの（あれば）">
					<div className="flex flex-col gap-2">
						{of.grounds.map((ground) => (
							<Choice
								key={ground.id}
								id={`pia-${ground.id}`}
								label={ground.label}
								checked={exempt.includes(ground.id)}
								onChange={(on) => setExempt(on ? [...exempt, ground.id] : exempt.filter((id) => id !== ground.id))}
							/>
						))}
					</div>
				</Card>
			</Form>
		</Page>
	);
}
