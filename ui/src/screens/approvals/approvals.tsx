import { count, momentText } from "../../lib/format";
import { leavingRows, may } from "../../lib/job";
import { useJobs } from "../../lib/queries";
import { Link } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { ActionLink } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { type Column, Table } from "../../parts/table";
import type { JobView, PersonView } from "../../platform";
import { JobStateMark } from "../jobs/state-mark";

/** What waits for one's word, and what one has said before. */
export function ApprovalsScreen({ person }: { person: PersonView }) {
	const jobs = useJobs();
	if (jobs.error) return <Broken error={jobs.error} />;
	if (!jobs.lines || !jobs.open) return <Loading />;
	const waiting = jobs.open.filter((job) => may(job, "approve"));
	const approved = jobs.lines.filter((job) => job.approved_by === person.name);
	return (
		<Page
			title={waiting.length > 0 ? `${count(waiting.length)} 件が承認を待っています` : "承認を待つものはありません"}
			lead={waiting.length > 0 ? "出ていく前に、内容を見てください。" : undefined}
		>
			{waiting.length > 0 && (
				<Card className="py-1">
					<ul>
						{waiting.map((job, i) => (
							<li
								key={job.id}
								className="flex flex-wrap items-center justify-between gap-3 border-b border-line py-3 last:border-b-0"
							>
								<div>
									<p>
										<b>{job.kind_title}</b>
										<span className="ml-4">{job.file_name}</span>
										<span className="figures ml-4">{count(leavingRows(job))} 行</span>
									</p>
									<p className="text-solid-gray-700">
										{job.prepared_by} が {momentText(job.updated_at)} に頼みました
									</p>
								</div>
								<ActionLink
									to={`/jobs/${job.id}/approval`}
									look={i === 0 ? "filled" : "outlined"}
									aria-label={`内容を見る：${job.file_name}`}
								>
									内容を見る
								</ActionLink>
							</li>
						))}
					</ul>
				</Card>
			)}
			{(approved.length > 0 || jobs.seek.value !== "") && (
				<Card title="わたしが承認したもの">
					<Table
						label="わたしが承認したもの"
						columns={columns}
						rows={approved}
						rowKey={(job) => job.id}
						seek={jobs.seek}
						onEnd={jobs.more}
						height="max-h-[24rem]"
					/>
				</Card>
			)}
		</Page>
	);
}

const columns: Column<JobView>[] = [
	{
		head: "ファイル",
		cell: (job) => (
			<>
				<Link to={`/jobs/${job.id}`} className="font-bold text-blue-900 underline underline-offset-4">
					{job.file_name}
				</Link>
				<span className="block text-solid-gray-700">{job.kind_title}</span>
			</>
		),
		sort: (job) => job.file_name,
	},
	{ head: "送る行", cell: (job) => count(leavingRows(job)), sort: leavingRows, right: true },
	{ head: "用意した人", cell: (job) => job.prepared_by, sort: (job) => job.prepared_by },
	{ head: "いまの状態", cell: (job) => <JobStateMark job={job} />, sort: (job) => job.state_title },
	{ head: "更新", cell: (job) => momentText(job.updated_at), sort: (job) => job.updated_at, whole: true },
];
