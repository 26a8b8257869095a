import { useDeferredValue, useState } from "react";
import { count, dayText } from "../../lib/format";
import { useTimelines } from "../../lib/record-queries";
import { Link } from "../../lib/router";
import { timelinesTitle } from "../../lib/words";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { type Column, Table } from "../../parts/table";
import type { PersonView, TimelineLine, TimelineList, TimelineShow } from "../../platform";
import { Deadline, dueText } from "./deadline";
import { FollowUps } from "./follow-ups";
import { TimelineSheet } from "./timeline-sheet";

/** Who must be registered by when, since their 届出 came in. */
export function TimelinesScreen({ person }: { person: PersonView }) {
	const [show, setShow] = useState<TimelineShow>("open");
	const [text, setText] = useState("");
	const found = useTimelines(show, useDeferredValue(text));
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const { data } = found;
	const [first] = show === "open" && text === "" ? data.lines : [];
	return (
		<>
			<Page
				title={headingOf(data)}
				lead={`届出を受けた次の日から数えて ${data.days} 日のうちに登録します。土日と祝日も数えます。`}
				side={<Button onClick={() => window.print()}>一覧を印刷する</Button>}
			>
				{first && (
					<div>
						<ActionLink to={pathOf(first)} look="filled">
							いちばん早い人を見る
						</ActionLink>
					</div>
				)}
				<Card>
					<Wanted show={show} onShow={setShow} text={text} onText={setText} />
					<Table
						label={timelinesTitle[show]}
						columns={columns}
						rows={data.lines}
						rowKey={(line) => line.registration}
					/>
					{data.total > data.lines.length && (
						<p className="mt-3 text-solid-gray-700">
							{count(data.total)} 人のうち、{count(data.lines.length)} 人を出しています。氏名か番号でさがしてください。
						</p>
					)}
				</Card>
				<FollowUps person={person} />
			</Page>
			<TimelineSheet of={data} person={person} show={show} />
		</>
	);
}

function headingOf({ overdue, pressing, open }: TimelineList): string {
	if (overdue > 0) return `期限を過ぎた人が ${count(overdue)} 人います`;
	if (pressing > 0) return `期限が近い人が ${count(pressing)} 人います`;
	return open > 0 ? `登録を待つ人が ${count(open)} 人います` : "登録を待つ人はいません";
}

export const pathOf = (of: TimelineLine) => `/timelines/${encodeURIComponent(of.registration)}`;

type WantedProps = {
	show: TimelineShow;
	onShow: (show: TimelineShow) => void;
	text: string;
	onText: (text: string) => void;
};

const Wanted = ({ show, onShow, text, onText }: WantedProps) => (
	<div className="mb-3 flex flex-wrap items-center gap-x-6 gap-y-2">
		<label className="flex items-center gap-2">
			氏名か番号でさがす
			<input
				id="timelines-find"
				type="search"
				value={text}
				onChange={(event) => onText(event.target.value)}
				className="min-h-11 rounded-8 border border-solid-gray-600 bg-white px-3"
			/>
		</label>
		<label className="flex min-h-11 items-center gap-2">
			<input
				id="timelines-ended"
				type="checkbox"
				className="size-5 accent-blue-900"
				checked={show === "ended"}
				onChange={(event) => onShow(event.target.checked ? "ended" : "open")}
			/>
			登録が済んだ人を見る
		</label>
	</div>
);

const columns: Column<TimelineLine>[] = [
	{
		head: "期限",
		cell: (line) => (
			<>
				<Deadline of={line} />
				<span className="block whitespace-nowrap text-solid-gray-700">{dueText(line)}</span>
			</>
		),
		sort: (line) => line.due ?? "9",
	},
	{
		head: "だれ",
		cell: (line) => (
			<Link
				to={pathOf(line)}
				className="inline-flex min-h-11 flex-col justify-center font-bold text-blue-900 underline underline-offset-4"
			>
				{line.name}
				<span className="figures font-normal">{line.registration}</span>
			</Link>
		),
		sort: (line) => line.registration,
	},
	{ head: "届出を受けた日", cell: (line) => dayText(line.received_on), sort: (line) => line.received_on, whole: true },
	{ head: "いまの状態", cell: (line) => line.standing, sort: (line) => line.standing },
];
