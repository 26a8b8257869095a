import { useQuery } from "@tanstack/react-query";
import { type CellView, platform } from "../platform";
import { Failure } from "./problem";

/** One row of a job's file, column by column, numbers masked. */
export function RowFacts({ id, row }: { id: number; row: number }) {
	const found = useQuery({
		queryKey: ["findings", id, "row", row],
		queryFn: () => platform.findingRow({ id, row }),
		staleTime: Number.POSITIVE_INFINITY,
		gcTime: 30_000,
	});
	if (found.error) return <Failure of={found.error} />;
	if (!found.data) return <p role="status">読んでいます…</p>;
	if (found.data.cells.length === 0) return <p>この行は列に分けられないので、列ごとには出せません。</p>;
	return (
		<dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1 xl:grid-cols-[auto_1fr_auto_1fr]">
			{found.data.cells.map((cell) => (
				<div key={cell.column} className="contents">
					<dt className="text-solid-gray-700">{cell.column}</dt>
					<dd className="figures">
						<CellValue cell={cell} />
					</dd>
				</div>
			))}
		</dl>
	);
}

/** What stands in a cell, and what a code means. */
export const CellValue = ({ cell }: { cell: CellView }) => (
	<>
		{cell.value || <span className="text-solid-gray-700">（空）</span>}
		{cell.meaning && <span className="text-solid-gray-700">　{cell.meaning}</span>}
	</>
);
