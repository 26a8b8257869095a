import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { count } from "../../lib/format";
import { useLater } from "../../lib/later";
import { pageSize, useWindow } from "../../lib/windows";
import { Card } from "../../parts/card";
import { inputShape } from "../../parts/field";
import { type LongColumn, LongTable } from "../../parts/long-table";
import { Failure } from "../../parts/problem";
import { type FindingFilter, type FindingGroup, type FindingRow, platform, type Severity } from "../../platform";
import { CorrectTogether } from "./correct-together";
import { Decide } from "./decide";
import { FindingDetail } from "./finding-detail";

type FindingRowsProps = { id: number; group: FindingGroup; canCorrect: boolean; canDecide: boolean; isLift?: boolean };

/** The rows of a group: sought by column and by words, opened one by one. */
export function FindingRows({ id, group, canCorrect, canDecide, isLift = false }: FindingRowsProps) {
	const [column, setColumn] = useState<string | null>(null);
	const [words, setWords] = useState("");
	const filter: FindingFilter = { code: group.code, severity: group.severity, column, words: useLater(words.trim()) };
	const { shown, isSought } = useShown(id, filter);
	const isWhole = shown.column === null && shown.words === "";
	return (
		<Card title={group.title}>
			<p className="mb-3">
				<b>対処方法</b>　{group.remedy}
			</p>
			{canCorrect && <CorrectTogether id={id} group={group} />}
			{canDecide && (group.severity === "confirm" || isLift) && <Decide id={id} group={group} isLift={isLift} />}
			{group.count > 8 && (
				<div className="mb-2 flex flex-wrap items-center gap-3">
					{group.columns.length > 1 && <ColumnChoice group={group} chosen={column} onChoose={setColumn} />}
					<label className="flex items-center gap-2">
						行の番号か、記号・番号
						<input
							type="search"
							value={words}
							onChange={(event) => setWords(event.target.value)}
							autoComplete="off"
							className="min-h-11 w-44 rounded-8 border border-solid-gray-600 bg-white px-3"
						/>
					</label>
				</div>
			)}
			<p role="status" className="sr-only">
				{isSought ? "さがしています…" : ""}
			</p>
			<Rows
				key={JSON.stringify(shown)}
				id={id}
				group={group}
				filter={shown}
				isWhole={isWhole}
				canCorrect={canCorrect}
			/>
		</Card>
	);
}

/** The list stays while another one is sought: it changes places with it once its first rows are here. */
function useShown(id: number, wanted: FindingFilter) {
	const found = useQuery({
		queryKey: ["findings", id, wanted, 0],
		queryFn: () => platform.findings({ id, filter: wanted, offset: 0, limit: pageSize }),
		staleTime: Number.POSITIVE_INFINITY,
		gcTime: 30_000,
	});
	const last = useRef(wanted);
	if (!found.isPending) last.current = wanted;
	return { shown: last.current, isSought: found.isPending };
}

type ChoiceProps = { group: FindingGroup; chosen: string | null; onChoose: (column: string | null) => void };

const ColumnChoice = ({ group, chosen, onChoose }: ChoiceProps) => (
	<label className="flex items-center gap-2">
		列
		<select
			value={chosen ?? "*"}
			onChange={(event) => onChoose(event.target.value === "*" ? null : event.target.value)}
			className={inputShape}
		>
			<option value="*">すべての列（{count(group.count)}）</option>
			{group.columns.map((each) => (
				<option key={each.column} value={each.column}>
					{each.column || "行の全体"}（{count(each.count)}）
				</option>
			))}
		</select>
	</label>
);

type RowsProps = { id: number; group: FindingGroup; filter: FindingFilter; isWhole: boolean; canCorrect: boolean };

function Rows({ id, group, filter, isWhole, canCorrect }: RowsProps) {
	const [opened, setOpened] = useState<number | null>(null);
	const found = useWindow<FindingRow>(["findings", id, filter], (offset, limit) =>
		platform.findings({ id, filter, offset, limit }),
	);
	const total = found.total ?? (isWhole ? group.count : 0);
	const finding = opened === null ? undefined : found.rowAt(opened);
	return (
		<>
			<Failure of={found.error} />
			<span role="status" className={isWhole ? "sr-only" : "text-solid-gray-700"}>
				{!isWhole && found.total !== undefined && `${count(found.total)} 件`}
			</span>
			<LongTable
				label={`${group.title}の行`}
				columns={columnsOf(group.severity)}
				total={total}
				rowAt={found.rowAt}
				onWindow={found.onWindow}
				onOpen={setOpened}
				empty={found.total === undefined ? "さがしています…" : "ありません"}
			/>
			{opened !== null && finding && (
				<FindingDetail
					id={id}
					group={group}
					finding={finding}
					place={opened}
					total={total}
					canCorrect={canCorrect}
					onMove={(place) => {
						found.onWindow(place, 1);
						setOpened(place);
					}}
					onClose={() => setOpened(null)}
				/>
			)}
		</>
	);
}

const columnsOf = (severity: Severity): LongColumn<FindingRow>[] => [
	{ head: "行", cell: (row) => (row.row > 0 ? count(row.row) : "全体"), right: true, width: "w-20" },
	{
		head: "だれ",
		width: "w-60",
		cell: ({ who }) => (
			<>
				<span className="block truncate">{who.name || "（名前なし）"}</span>
				<span className="block truncate text-solid-gray-700">
					{who.registration}　{who.birth_date.split("（")[0]}
				</span>
			</>
		),
	},
	{ head: "どこが", cell: (row) => <Cell row={row} severity={severity} short /> },
];

/** The cell that matters: marked by a box, and by the colour of how bad it is. */
export const boxes: Record<Severity, string> = {
	error: "border-red-1000 bg-red-50",
	confirm: "border-orange-1000 bg-orange-50",
	warning: "border-yellow-1200 bg-yellow-50",
	info: "border-solid-gray-600 bg-solid-gray-50",
};

export function Cell({ row, severity, short = false }: { row: FindingRow; severity: Severity; short?: boolean }) {
	const line = short ? "block truncate" : "block";
	return (
		<>
			{row.column && (
				<span className={line}>
					{row.column}{" "}
					<mark className={`figures rounded-4 border px-1 font-bold text-solid-gray-900 ${boxes[severity]}`}>
						{row.value || "（空）"}
					</mark>
					{row.replacement !== null && <span> → 案「{row.replacement}」</span>}
				</span>
			)}
			<span className={line}>{row.message}</span>
		</>
	);
}
