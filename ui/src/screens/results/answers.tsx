import { useQuery } from "@tanstack/react-query";
import { count } from "../../lib/format";
import { Card } from "../../parts/card";
import { Failure } from "../../parts/problem";
import { type Column, Table } from "../../parts/table";
import { type AnswerRow, platform } from "../../platform";

/** What was answered to an inquiry: the row, and below it each item that was asked for. */
export function Answers({ id }: { id: number }) {
	const found = useQuery({
		queryKey: ["result", id, "answers"],
		queryFn: () => platform.answers({ id }),
		staleTime: Number.POSITIVE_INFINITY,
	});
	if (found.error) return <Failure of={found.error} />;
	if (!found.data || found.data.length === 0) return null;
	return (
		<Card title="回答（行と項目の2段）">
			<Table
				label="回答"
				columns={columns}
				rows={found.data}
				rowKey={(row) => row.row}
				filter={(row) => `${row.row} ${row.who.registration} ${row.items.map((item) => item.state).join(" ")}`}
			/>
		</Card>
	);
}

const columns: Column<AnswerRow>[] = [
	{ head: "行", cell: (row) => count(row.row), sort: (row) => row.row, right: true },
	{ head: "記号・番号など", cell: (row) => row.who.registration, sort: (row) => row.who.registration, whole: true },
	{
		head: "行の結果",
		cell: (row) =>
			row.message || (row.items.some((item) => item.content) ? "回答があります" : "どの項目にも回答がありません"),
	},
	{
		head: "項目ごとの結果",
		cell: (row) => (
			<ul>
				{row.items.map((item) => (
					<li key={item.title}>
						{item.title}：<b>{item.state}</b>
						{item.content && <span>　{item.content}</span>}
					</li>
				))}
			</ul>
		),
	},
];
