import { useIndexed } from "../../lib/queries";
import { Card } from "../../parts/card";
import { PartsTable } from "../../parts/parts-table";
import { Failure } from "../../parts/problem";
import type { Column } from "../../parts/table";
import type { IndexedLine } from "../../platform";

const columns: Column<IndexedLine>[] = [
	{
		head: "保険者番号・記号・番号・枝番",
		cell: (line) => <span className="figures">{line.registration}</span>,
		sort: (line) => line.registration,
		whole: true,
	},
	{ head: "ファイルの種類", cell: (line) => line.kind_title, sort: (line) => line.kind_title },
	{ head: "さいごの送信", cell: (line) => `送信${line.job}`, sort: (line) => line.job, whole: true },
];

/** Whom the index holds; their numbers are never shown. */
export function Indexed() {
	const found = useIndexed();
	if (!found.lines) return <Failure of={found.error} />;
	return (
		<Card title="索引に入っている人">
			<p className="mb-3">個人番号は出しません。見たことは、記録に残ります。</p>
			<PartsTable label="索引に入っている人" columns={columns} of={found} />
		</Card>
	);
}
