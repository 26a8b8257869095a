import { count, momentText } from "../../lib/format";
import { isMoving } from "../../lib/job";
import { useJobs } from "../../lib/queries";
import { Link } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { PartsTable } from "../../parts/parts-table";
import type { Column } from "../../parts/table";
import type { JobView } from "../../platform";
import { JobStateMark } from "./state-mark";

const columns: Column<JobView>[] = [
	{ head: "番号", cell: (job) => job.id, sort: (job) => job.id, right: true },
	{
		head: "ファイル",
		cell: (job) => (
			<Link to={`/jobs/${job.id}`} className="font-bold text-blue-900 underline underline-offset-4">
				{job.file_name}
			</Link>
		),
		sort: (job) => job.file_name,
	},
	{ head: "種類", cell: (job) => job.kind_title, sort: (job) => job.kind_title },
	{ head: "状態", cell: (job) => <JobStateMark job={job} />, sort: (job) => job.state_title },
	{ head: "行", cell: (job) => count(job.rows), sort: (job) => job.rows, right: true },
	{ head: "更新", cell: (job) => momentText(job.updated_at), sort: (job) => job.updated_at, whole: true },
];

export function JobsScreen() {
	const jobs = useJobs();
	if (jobs.error) return <Broken error={jobs.error} />;
	if (!jobs.lines || !jobs.open) return <Loading />;
	return (
		<Page
			title={stateOf(jobs.open, jobs.lines.length === 0 && jobs.seek.value === "")}
			lead="ファイルの名前を押すと、くわしく見られます。"
		>
			<Card>
				<PartsTable label="送信状況" columns={columns} of={jobs} />
			</Card>
		</Page>
	);
}

function stateOf(jobs: JobView[], nothing: boolean): string {
	if (nothing) return "まだ何も送っていません";
	const held = jobs.filter((job) => isMoving(job) && job.problem).length;
	if (held > 0) return `${held} 件が止まっています`;
	const moving = jobs.filter(isMoving).length;
	return moving > 0 ? `${moving} 件が動いています` : "いま動いているものはありません";
}
