import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { count, dayText } from "../../lib/format";
import { useLookUpLines, useLookUps } from "../../lib/record-queries";
import { Link } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { PartsTable } from "../../parts/parts-table";
import { Failure } from "../../parts/problem";
import type { Column } from "../../parts/table";
import type { LookUpLine, PersonView } from "../../platform";
import { Asked } from "./asked";
import { Asking } from "./asking";
import { ByFile } from "./by-file";
import { ByNumber } from "./by-number";
import { ByPerson } from "./by-person";
import { Compare } from "./compare";
import { Cost } from "./cost";

/** Look-ups at 住基ネット: begun with purpose, reason and cost; what they found, and who must be asked. */
export function LookUpsScreen({ person }: { person: PersonView }) {
	const found = useLookUps();
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const { asking, yen } = found.data;
	const open = asking.length;
	return (
		<Page
			title={open > 0 ? `番号を本人に聞く人が ${count(open)} 人います` : "住基ネットに照会します"}
			lead="番号を本人に求めても得られなかった人だけを、5情報がすべてそろったときに照会できます。"
		>
			<Asking lines={asking} canSettle={mayDo(person, "settle_asking")} />
			{mayDo(person, "begin_look_up") && (
				<>
					<p>
						5情報（漢字氏名・カナ氏名・生年月日・性別・住所）のどれかが欠けたまま探すと、
						<b>同じ名前の別の人の番号</b>を取りちがえます。2021〜22年に 7,312 件のまちがいが、これで起きました。
					</p>
					<ByFile of={found.data} />
					<ByPerson of={found.data} />
					<ByNumber of={found.data} />
				</>
			)}
			{mayDo(person, "set_look_up_cost") && <Cost yen={found.data.yen_per_hit} postage={found.data.postage_yen} />}
			<Lines yen={yen} canCompare={mayDo(person, "compare_look_up")} />
			{mayDo(person, "people_asked") && <Asked />}
		</Page>
	);
}

function Lines({ yen, canCompare }: { yen: number; canCompare: boolean }) {
	const found = useLookUpLines();
	const [compared, setCompared] = useState<LookUpLine | null>(null);
	const columns: Column<LookUpLine>[] = [
		{
			head: "送信",
			cell: (line) => (
				<Link
					to={`/jobs/${line.job}`}
					className="inline-flex min-h-11 items-center font-bold text-blue-900 underline underline-offset-4"
				>
					送信{line.job}
				</Link>
			),
			sort: (line) => line.job,
			whole: true,
		},
		{
			head: "目的と理由",
			cell: (line) => (
				<>
					<span className="block">{line.purpose}</span>
					<span className="block text-solid-gray-700">{line.reason}</span>
				</>
			),
		},
		{
			head: "だれが、いつ",
			cell: (line) => (
				<>
					<span className="block">{line.by}</span>
					<span className="block whitespace-nowrap text-solid-gray-700">{dayText(line.at)}</span>
				</>
			),
			sort: (line) => line.at,
		},
		{
			head: "状態",
			cell: (line) => (
				<>
					<span className="block">{line.state_title}</span>
					{line.comparison && (
						<Link to={`/comparisons/${line.comparison}`} className="block text-blue-900 underline">
							突合{line.comparison}で見くらべる
						</Link>
					)}
					{canCompare && line.comparison === null && line.hits !== null && line.hits > 0 && (
						<Button look="plain" aria-label={`手元の記録とくらべる：送信${line.job}`} onClick={() => setCompared(line)}>
							手元の記録とくらべる…
						</Button>
					)}
				</>
			),
		},
		{
			head: "見つかった人",
			cell: (line) => (line.hits === null ? `－ / ${count(line.rows)}` : `${count(line.hits)} / ${count(line.rows)}`),
			right: true,
		},
		{ head: "費用", cell: (line) => (line.yen === null ? "－" : `${count(line.yen)} 円`), right: true },
	];
	if (!found.lines || (found.lines.length === 0 && found.seek.value === "")) return <Failure of={found.error} />;
	return (
		<Card title={`照会の記録（費用の合計 ${count(yen)} 円）`}>
			<PartsTable label="照会の記録" columns={columns} of={found} />
			{compared && <Compare of={compared} onClose={() => setCompared(null)} />}
		</Card>
	);
}
