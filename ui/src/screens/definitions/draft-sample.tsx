import { count } from "../../lib/format";
import { Card } from "../../parts/card";
import { type Column, Table } from "../../parts/table";
import type { DraftReport } from "../../platform";

type Line = { at: number; cells: string[] };

/** The sample, row by row, as the draft reads it; numbers masked. */
export function DraftSample({ of }: { of: DraftReport }) {
	if (of.made_from !== "sample") return null;
	if (!of.sample)
		return (
			<Card title="見本を読んだところ">
				<p>この下書きでは、まだ見本を読めません。足りないものを決めてください。</p>
			</Card>
		);
	const found = Object.values(of.sample.by_code).reduce<number>((sum, each) => sum + (each ?? 0), 0);
	const columns: Column<Line>[] = of.columns.map((column, at) => ({
		head: column.title,
		cell: (line) => line.cells[at] ?? "",
		whole: true,
	}));
	const rows = of.sample.first.map((cells, at) => ({ at, cells }));
	return (
		<Card title="見本を読んだところ">
			<p className="mb-3">
				見本の {count(of.sample.rows)} 行を、この下書きで検査しました。
				{found > 0 ? `見つかったこと ${count(found)} 件。下書きが合っていないかもしれません。` : "誤りはありません。"}
				先頭の {count(rows.length)} 行を示します。
			</p>
			<Table label="見本を読んだところ" columns={columns} rows={rows} rowKey={(line) => line.at} />
		</Card>
	);
}
