import { count, momentText } from "../../lib/format";
import { may } from "../../lib/job";
import { useJobs } from "../../lib/queries";
import { Link } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { type Column, Table } from "../../parts/table";
import type { JobView } from "../../platform";
import { JobStateMark } from "../jobs/state-mark";

const columns: Column<JobView>[] = [
	{
		head: "ファイル",
		cell: (job) => (
			<Link to={`/jobs/${job.id}/result`} className="font-bold text-blue-900 underline underline-offset-4">
				{job.file_name}
			</Link>
		),
		sort: (job) => job.file_name,
	},
	{ head: "状態", cell: (job) => <JobStateMark job={job} />, sort: (job) => job.state_title },
	{ head: "登録できた", cell: (job) => count(job.ok_rows ?? 0), sort: (job) => job.ok_rows ?? 0, right: true },
	{
		head: "できなかった",
		cell: (job) => count(job.failed_rows ?? 0),
		sort: (job) => job.failed_rows ?? 0,
		right: true,
	},
	{ head: "更新", cell: (job) => momentText(job.updated_at), sort: (job) => job.updated_at, whole: true },
];

export function ResultsScreen() {
	const jobs = useJobs();
	if (jobs.error) return <Broken error={jobs.error} />;
	if (!jobs.lines || !jobs.open) return <Loading />;
	const ended = jobs.lines.filter((job) => may(job, "read-result"));
	const unread = jobs.open.filter((job) => job.state === "result-received").length;
	return (
		<Page
			title={unread > 0 ? `${count(unread)} 件の結果が確認を待っています` : "確認を待つ結果はありません"}
			lead={ended.length > 0 ? "ファイルの名前を押すと、結果を見られます。" : undefined}
		>
			{(ended.length > 0 || jobs.seek.value !== "") && (
				<Card>
					<Table
						label="結果"
						columns={columns}
						rows={ended}
						rowKey={(job) => job.id}
						seek={jobs.seek}
						onEnd={jobs.more}
					/>
				</Card>
			)}
		</Page>
	);
}
