import { useQuery } from "@tanstack/react-query";
import { count } from "../../lib/format";
import { Broken } from "../../parts/broken";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { type Column, Table } from "../../parts/table";
import { type MasterChangeLine, platform } from "../../platform";

const columns: Column<MasterChangeLine>[] = [
	{ head: "変更", cell: (line) => line.what, sort: (line) => line.what, whole: true },
	{ head: "区分", cell: (line) => line.part, sort: (line) => line.part },
	{ head: "コード", cell: (line) => <span className="figures">{line.code}</span>, sort: (line) => line.code },
	{ head: "前の名称", cell: (line) => line.before || "なし" },
	{ head: "いまの名称", cell: (line) => line.after || "なし" },
];

/** What a version of the 配信マスター changed. */
export function MasterChangesScreen({ step }: { step: number }) {
	const found = useQuery({ queryKey: ["master-changes", step], queryFn: () => platform.masterChanges({ id: step }) });
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const { total, lines, step: of } = found.data;
	return (
		<Page
			title={
				of.before === null ? `版${of.version}は、最初の版です` : `版${of.version}で、${count(total)} 件が変わりました`
			}
			lead={
				total > lines.length
					? `はじめの ${count(lines.length)} 件です。差分を書き出すと、すべて見られます。`
					: undefined
			}
		>
			<Card>
				<Table
					label="変わったところ"
					columns={columns}
					rows={lines}
					rowKey={(line) => `${line.part}${line.code}`}
					filter={(line) => `${line.code} ${line.before} ${line.after}`}
				/>
			</Card>
		</Page>
	);
}
