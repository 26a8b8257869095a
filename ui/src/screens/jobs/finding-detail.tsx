import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { count } from "../../lib/format";
import { Button } from "../../parts/button";
import { Facts } from "../../parts/card";
import { Dialog } from "../../parts/dialog";
import { SeverityMark } from "../../parts/mark";
import { NumberReveal } from "../../parts/number-reveal";
import { Failure } from "../../parts/problem";
import { CellValue, RowFacts } from "../../parts/row-facts";
import { Whereabouts } from "../../parts/whereabouts";
import { type FindingGroup, type FindingRow, platform } from "../../platform";
import { boxes } from "./finding-rows";
import { Proposal } from "./proposal";

type Props = {
	id: number;
	group: FindingGroup;
	finding: FindingRow;
	place: number;
	total: number;
	canCorrect: boolean;
	onMove: (place: number) => void;
	onClose: () => void;
};

/** One row of the file, column by column, the cell marked; what to do beside it. */
export function FindingDetail({ id, group, finding, place, total, canCorrect, onMove, onClose }: Props) {
	return (
		<Dialog wide title={finding.row > 0 ? `${count(finding.row)} 行目` : "ファイルの全体"} onClose={onClose}>
			<div className="grid gap-5 md:grid-cols-[1fr_20rem]">
				{finding.row > 0 ? <Cells id={id} group={group} finding={finding} /> : <p>{finding.message}</p>}
				<div className="flex flex-col gap-3">
					<p className="text-std-18B-160">
						<SeverityMark severity={group.severity} />
						{group.title}
					</p>
					{finding.row > 0 && <p>{finding.message}</p>}
					<p>
						<b className="block">対処方法</b>
						{group.remedy}
					</p>
					<Other key={finding.row} id={id} finding={finding} />
					{finding.replacement !== null && (
						<Proposal id={id} group={group} finding={finding} canCorrect={canCorrect} onDone={onClose} />
					)}
					<Facts
						of={[
							["名前", finding.who.name],
							["記号・番号", finding.who.registration],
							["生年月日", finding.who.birth_date],
						]}
					/>
				</div>
			</div>
			<div className="mt-5 flex flex-wrap items-center gap-3">
				<Button onClick={onClose}>閉じる</Button>
				<span className="figures ml-auto">
					{count(place + 1)} / {count(total)} 件
				</span>
				{place > 0 && <Button onClick={() => onMove(place - 1)}>前の行</Button>}
				{place + 1 < total && <Button onClick={() => onMove(place + 1)}>次の行</Button>}
			</div>
		</Dialog>
	);
}

function Cells({ id, group, finding }: Pick<Props, "id" | "group" | "finding">) {
	const found = useQuery({
		queryKey: ["findings", id, "row", finding.row],
		queryFn: () => platform.findingRow({ id, row: finding.row }),
		staleTime: Number.POSITIVE_INFINITY,
		gcTime: 30_000,
	});
	const marked = useRef<HTMLTableRowElement>(null);
	useEffect(() => {
		const row = marked.current;
		const box = row?.closest("section");
		// Only the list of columns moves: the question in front is read from its beginning.
		if (found.data && row && box) box.scrollTop = row.offsetTop - box.clientHeight / 2;
	}, [found.data]);
	if (found.error) return <Failure of={found.error} />;
	if (!found.data) return <p role="status">読んでいます…</p>;
	if (found.data.cells.length === 0) return <p>この行は列に分けられないので、列ごとには出せません。</p>;
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keys.
		<section aria-label={`${finding.row} 行目の列`} tabIndex={0} className="max-h-[50vh] overflow-auto">
			<table className="w-full border-collapse">
				<tbody>
					{found.data.cells.map((cell) => {
						const isMarked = cell.column === finding.column;
						return (
							<tr key={cell.column} ref={isMarked ? marked : undefined} className="border-b border-line align-top">
								<th scope="row" className="w-44 px-2 py-1 text-left font-normal text-solid-gray-700">
									{isMarked && <SeverityMark severity={group.severity} />}
									{cell.column}
								</th>
								<td className="figures px-2 py-1">
									{isMarked ? (
										<mark className={`rounded-4 border-2 px-1 font-bold text-solid-gray-900 ${boxes[group.severity]}`}>
											<CellValue cell={cell} />
										</mark>
									) : (
										<CellValue cell={cell} />
									)}
								</td>
							</tr>
						);
					})}
				</tbody>
			</table>
			{found.data.cells.some((cell) => cell.is_number) && <NumberReveal place="job" id={id} row={finding.row} />}
			{found.data.cells.some((cell) => cell.hidden) && <Whereabouts place="job" id={id} row={finding.row} />}
		</section>
	);
}

/** The row with which this one collides, where the message names one: to look at both. */
function Other({ id, finding }: { id: number; finding: FindingRow }) {
	const named = /([\d,]+)行目/.exec(finding.message)?.[1]?.replaceAll(",", "");
	const [shown, setShown] = useState(false);
	const row = Number(named);
	if (!named || row === finding.row) return null;
	return (
		<div>
			{shown ? (
				<section aria-label={`${count(row)} 行目`} className="max-h-64 overflow-auto border-t border-line pt-2">
					<h3 className="font-bold">{count(row)} 行目</h3>
					<RowFacts id={id} row={row} />
				</section>
			) : (
				<Button onClick={() => setShown(true)}>{count(row)} 行目を見る</Button>
			)}
		</div>
	);
}
