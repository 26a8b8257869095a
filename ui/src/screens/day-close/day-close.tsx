import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { count, momentText, shortHash } from "../../lib/format";
import { printScreen } from "../../lib/printing";
import { useAct, useDays } from "../../lib/queries";
import { Broken } from "../../parts/broken";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Foot } from "../../parts/form-foot";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type Column, Table } from "../../parts/table";
import { type DaySheet, type PersonView, platform } from "../../platform";
import { DayPaper } from "./paper";
import { SheetView } from "./sheet-view";

/** Closing a day, and the sheets of days that were closed, each to be printed again. */
export function DayCloseScreen({ person }: { person: PersonView }) {
	const found = useDays();
	const [chosen, setChosen] = useState<number | null>(null);
	const close = useAct(platform.closeDay, (sheet) => setChosen(sheet.id));
	if (found.error) return <Broken error={found.error} />;
	if (!found.lines) return <Loading />;
	const shown = found.lines.find((sheet) => sheet.id === chosen) ?? found.lines[0];
	return (
		<Page title="当日締め" lead="その日のまとめと、操作の記録の控えを紙に残します。">
			{mayDo(person, "close_day") && (
				<Card title="今日を締める" className="print:hidden">
					<p className="mb-3">締めたあとも仕事は続けられます。もう一度締めると、新しい控えになります。</p>
					<Failure of={close.error} />
					<Foot>
						<Button look="filled" busy={close.isPending} onClick={() => close.mutate({ day: null })}>
							今日を締める
						</Button>
						<span role="status">{close.data && `締めました（控えの番号 ${count(close.data.entries)}）。`}</span>
					</Foot>
				</Card>
			)}
			{shown && (
				<>
					<Card title={`${shown.day} の控え`} className="print:hidden">
						<SheetView of={shown} />
						<Foot>
							<Button onClick={printScreen}>印刷する</Button>
						</Foot>
					</Card>
					<DayPaper of={shown} person={person} />
				</>
			)}
			<Card title="これまでの控え" className="print:hidden">
				<Table
					label="これまでの控え"
					columns={columns(setChosen)}
					rows={found.lines}
					rowKey={(sheet) => sheet.id}
					seek={found.seek}
					onEnd={found.more}
					empty="まだ締めた日はありません。"
				/>
			</Card>
		</Page>
	);
}

const columns = (choose: (id: number) => void): Column<DaySheet>[] => [
	{ head: "日", cell: (sheet) => sheet.day, whole: true },
	{ head: "締めた時刻", cell: (sheet) => momentText(sheet.closed_at), whole: true },
	{ head: "締めた人", cell: (sheet) => sheet.closed_by },
	{ head: "記録の番号", cell: (sheet) => count(sheet.entries), right: true },
	{ head: "ハッシュ値", cell: (sheet) => shortHash(sheet.head), whole: true },
	{ head: "サーバー", cell: (sheet) => sheet.told_title },
	{
		head: "操作",
		cell: (sheet) => (
			<Button
				look="plain"
				aria-label={`見る：${sheet.day} の控え（番号 ${sheet.entries}）`}
				onClick={() => choose(sheet.id)}
			>
				見る
			</Button>
		),
	},
];
