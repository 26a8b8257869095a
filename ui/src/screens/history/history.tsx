import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { count, dateText, dayText } from "../../lib/format";
import { Broken } from "../../parts/broken";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { SelectField } from "../../parts/select-field";
import { type Column, Table } from "../../parts/table";
import { platform, type SentKind, type SentView, type Span } from "../../platform";
import { Bars } from "./bars";

const spans: [Span, string][] = [
	["week", "この7日間"],
	["month", "この31日間"],
	["year", "この12か月"],
];

const all = "all";

/** What was sent over a week, a month or a year, by kind; look-ups and inquiries are no registrations. */
export function HistoryScreen() {
	const [span, setSpan] = useState<Span>("week");
	const [kind, setKind] = useState(all);
	const found = useQuery({
		queryKey: ["jobs", "sent", span],
		queryFn: () => platform.sent({ span }),
		placeholderData: keepPreviousData,
	});
	if (found.error) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const { bars, kinds } = found.data;
	const shown = kinds.filter((each) => (kind === all ? !each.asks : each.title === kind));
	const spanTitle = spans.find(([id]) => id === span)?.[1] ?? "";
	return (
		<Page
			title={`${spanTitle}に送ったもの`}
			lead={bars[0] && `${dateText(bars[0])}から`}
			side={<Button onClick={() => window.print()}>印刷する</Button>}
		>
			<div className="flex flex-wrap items-end gap-4 print:hidden">
				<fieldset className="flex flex-wrap gap-2">
					<legend className="mb-1 font-bold">期間</legend>
					{spans.map(([id, title]) => (
						<button
							key={id}
							type="button"
							aria-pressed={id === span}
							onClick={() => setSpan(id)}
							className="min-h-11 rounded-8 border border-line bg-white px-4 hover:underline aria-pressed:border-blue-900 aria-pressed:bg-light-blue-50 aria-pressed:font-bold"
						>
							{title}
						</button>
					))}
				</fieldset>
				<div className="w-80">
					<SelectField
						id="history-kind"
						label="グラフの種類"
						none="登録するもの、すべて"
						value={kind === all ? "" : kind}
						onChange={(chosen) => setKind(chosen || all)}
						error={undefined}
						options={kinds.map(({ title }) => ({ id: title, title }))}
					/>
				</div>
			</div>
			<Card title={kind === all ? "登録した行" : kind}>
				{shown.length === 0 ? (
					<p>この期間に結果が届いたものはありません。</p>
				) : (
					<Bars bars={bars} of={shown} monthly={span === "year"} />
				)}
			</Card>
			<Totals of={found.data} />
			<ByTime of={found.data} shown={shown} monthly={span === "year"} />
		</Page>
	);
}

const sum = (rows: number[]) => rows.reduce((a, b) => a + b, 0);

/** 1.2 %; nothing where nothing was sent. */
export function rateText(ok: number, failed: number): string {
	if (ok + failed === 0) return "";
	return `${((failed / (ok + failed)) * 100).toLocaleString("ja-JP", { maximumFractionDigits: 1 })} %`;
}

const totals: Column<SentKind>[] = [
	{
		head: "種類",
		cell: (each) => (
			<>
				{each.title}
				{each.asks && <span className="text-solid-gray-700">（照会）</span>}
			</>
		),
		sort: (each) => each.title,
	},
	{ head: "ファイル", cell: (each) => count(each.files), sort: (each) => each.files, right: true },
	{ head: "できた行", cell: (each) => count(sum(each.ok)), sort: (each) => sum(each.ok), right: true },
	{ head: "できなかった行", cell: (each) => count(sum(each.failed)), sort: (each) => sum(each.failed), right: true },
	{
		head: "できなかった割合",
		cell: (each) => rateText(sum(each.ok), sum(each.failed)),
		sort: (each) => sum(each.failed) / Math.max(1, sum(each.ok) + sum(each.failed)),
		right: true,
	},
];

const Totals = ({ of }: { of: SentView }) => (
	<Card title="種類ごと">
		<Table label="種類ごとの行" columns={totals} rows={of.kinds} rowKey={(each) => each.title} />
	</Card>
);

type Time = { day: string; ok: number; failed: number };

function ByTime({ of, shown, monthly }: { of: SentView; shown: SentKind[]; monthly: boolean }) {
	const rows: Time[] = of.bars.map((day, at) => ({
		day,
		ok: sum(shown.map((each) => each.ok[at] ?? 0)),
		failed: sum(shown.map((each) => each.failed[at] ?? 0)),
	}));
	const columns: Column<Time>[] = [
		{
			head: monthly ? "月" : "日",
			cell: ({ day }) => (monthly ? monthText(day) : dayText(day)),
			sort: ({ day }) => day,
		},
		{ head: "できた行", cell: ({ ok }) => count(ok), sort: ({ ok }) => ok, right: true },
		{ head: "できなかった行", cell: ({ failed }) => count(failed), sort: ({ failed }) => failed, right: true },
		{ head: "できなかった割合", cell: ({ ok, failed }) => rateText(ok, failed), right: true },
	];
	return (
		<Card title={monthly ? "月ごと" : "日ごと"}>
			<Table label="日付ごとの行" columns={columns} rows={rows} rowKey={({ day }) => day} />
		</Card>
	);
}

/** 2026年11月 */
export const monthText = (day: string) => dateText(day).replace(/月.*/, "月");
