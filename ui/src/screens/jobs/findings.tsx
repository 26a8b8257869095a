import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { count } from "../../lib/format";
import { Card } from "../../parts/card";
import { SeverityMark, severityTone } from "../../parts/mark";
import { Failure } from "../../parts/problem";
import { type Column, Table } from "../../parts/table";
import { type FindingGroup, type FindingRow, platform, type Severity } from "../../platform";

const pageSize = 200;

/** Groups at the left, rows of the chosen one at the right. */
export function Findings({ id, groups }: { id: number; groups: FindingGroup[] }) {
	const [code, setCode] = useState(groups[0]?.code);
	const chosen = groups.find((group) => group.code === code);
	return (
		<div className="grid items-start gap-4 lg:grid-cols-[17rem_1fr] xl:grid-cols-[22rem_1fr]">
			<Card title="見つかったこと">
				<ul className="-mx-5 max-h-[26rem] overflow-auto border-t border-line">
					{groups.map((group) => (
						<li key={group.code}>
							<button
								type="button"
								aria-pressed={group.code === code}
								onClick={() => setCode(group.code)}
								className={`flex min-h-11 w-full items-center justify-between gap-4 border-b border-l-4 border-line px-4 py-2 text-left hover:underline ${
									group.code === code ? "border-l-blue-900 bg-light-blue-50" : "border-l-transparent"
								}`}
							>
								<span className={group.severity === "info" ? "" : "font-bold"}>
									<SeverityMark severity={group.severity} />
									<span className={severityTone(group.severity)}>{group.title}</span>
								</span>
								<span className="figures shrink-0">
									{count(group.count)}
									<span className="sr-only"> 行</span>
								</span>
							</button>
						</li>
					))}
				</ul>
			</Card>
			{chosen && <Group key={chosen.code} id={id} group={chosen} />}
		</div>
	);
}

function Group({ id, group }: { id: number; group: FindingGroup }) {
	const found = useInfiniteQuery({
		queryKey: ["findings", id, group.code],
		queryFn: ({ pageParam }) => platform.findings({ id, code: group.code, offset: pageParam, limit: pageSize }),
		initialPageParam: 0,
		getNextPageParam: (last) => (last.rows.length < pageSize ? undefined : last.offset + last.rows.length),
		staleTime: Number.POSITIVE_INFINITY,
	});
	const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
	const more = useCallback(() => {
		if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
	}, [hasNextPage, isFetchingNextPage, fetchNextPage]);
	const rows = found.data?.pages.flatMap((page) => page.rows) ?? [];
	return (
		<Card title={group.title}>
			<p className="mb-3">
				<b>どうするか</b>　{group.remedy}
			</p>
			<Failure of={found.error} />
			<Table
				label={`${group.title}の行`}
				columns={columnsOf(group.severity)}
				rows={rows}
				rowKey={(row) => `${row.row} ${row.column}`}
				total={group.count}
				onEnd={more}
				height="max-h-72"
				empty={found.isPending ? "読んでいます…" : "ありません"}
			/>
		</Card>
	);
}

const columnsOf = (severity: Severity): Column<FindingRow>[] => [
	{ head: "行", cell: (row) => count(row.row), right: true },
	{
		head: "だれ",
		cell: ({ who }) => (
			<>
				<span className="block">{who.name}</span>
				<span className="block text-solid-gray-700">
					<span className="mr-4 inline-block">{who.registration}</span>
					<span className="inline-block">{who.birth_date}</span>
				</span>
			</>
		),
	},
	{ head: "どこが", cell: (row) => <Cell row={row} severity={severity} /> },
];

/** The cell that matters: marked by a box, and by the colour of how bad it is. */
const boxes: Record<Severity, string> = {
	error: "border-red-1000 bg-red-50",
	warning: "border-yellow-1200 bg-yellow-50",
	info: "border-solid-gray-600 bg-solid-gray-50",
};

export function Cell({ row, severity }: { row: FindingRow; severity: Severity }) {
	return (
		<>
			{row.column && (
				<span className="block">
					{row.column}{" "}
					<mark className={`figures rounded-4 border px-1 font-bold text-solid-gray-900 ${boxes[severity]}`}>
						{row.value || "（空）"}
					</mark>
				</span>
			)}
			<span className="block">{row.message}</span>
		</>
	);
}
