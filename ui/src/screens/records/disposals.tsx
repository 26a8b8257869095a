import { useState } from "react";
import { count, secondText } from "../../lib/format";
import { useDisposals, useRetention } from "../../lib/queries";
import { Card } from "../../parts/card";
import { PartsTable } from "../../parts/parts-table";
import { Failure } from "../../parts/problem";
import { type Column, Table } from "../../parts/table";
import type { DisposalView, RetentionView } from "../../platform";
import { DisposeNow } from "./dispose-now";

const columns: Column<DisposalView>[] = [
	{ head: "日時", cell: (line) => secondText(line.at), whole: true },
	{ head: "廃棄したもの", cell: (line) => line.what },
	{ head: "行", cell: (line) => count(line.rows), right: true },
	{ head: "理由", cell: (line) => line.why },
	{ head: "人", cell: (line) => line.by },
];

const periods: Column<RetentionView>[] = [
	{ head: "保存するもの", cell: (line) => line.what },
	{ head: "期間", cell: (line) => `${line.from}${line.period}`, whole: true },
];

/** 廃棄記録簿: what was destroyed, when and why. */
export function Disposals({ canDispose }: { canDispose: boolean }) {
	const found = useDisposals();
	const [unfolded, setUnfolded] = useState(false);
	const kept = useRetention(unfolded);
	return (
		<Card title="廃棄記録簿">
			<Failure of={found.error} />
			{canDispose && <DisposeNow />}
			<PartsTable label="廃棄記録簿" columns={columns} of={found} empty="廃棄したものはありません。" />
			<details className="mt-4" onToggle={(event) => setUnfolded(event.currentTarget.open)}>
				<summary className="flex min-h-11 items-center font-bold text-blue-900 underline underline-offset-4">
					保存期間（これを過ぎると自動で廃棄します）
				</summary>
				<Table label="保存期間" columns={periods} rows={kept.data ?? []} rowKey={(line) => line.what} />
			</details>
		</Card>
	);
}
