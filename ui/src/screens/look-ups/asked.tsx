import { usePeopleAsked } from "../../lib/record-queries";
import { Card } from "../../parts/card";
import { PartsTable } from "../../parts/parts-table";
import { Failure } from "../../parts/problem";
import type { Column } from "../../parts/table";
import type { AskLine } from "../../platform";

const columns: Column<AskLine>[] = [
	{ head: "氏名", cell: (line) => line.who.name, sort: (line) => line.who.name },
	{ head: "記号・番号・枝番", cell: (line) => <span className="figures">{line.who.registration}</span>, whole: true },
	{ head: "送信", cell: (line) => `送信${line.job}`, sort: (line) => line.job, whole: true },
	{ head: "どうなったか", cell: (line) => line.settled },
];

/** Those who were asked, with what came of it. */
export function Asked() {
	const found = usePeopleAsked();
	if (!found.lines || (found.lines.length === 0 && found.seek.value === "")) return <Failure of={found.error} />;
	return (
		<Card title="聞き終わった人">
			<PartsTable label="聞き終わった人" columns={columns} of={found} />
		</Card>
	);
}
