import { count, momentText } from "../../lib/format";
import { leavingRows, may } from "../../lib/job";
import { useOpenJobs } from "../../lib/queries";
import { Broken } from "../../parts/broken";
import { ActionLink } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";

export function ApprovalsScreen() {
	const jobs = useOpenJobs();
	if (jobs.error) return <Broken error={jobs.error} />;
	if (!jobs.data) return <Loading />;
	const waiting = jobs.data.filter((job) => may(job, "approve"));
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
		</Page>
	);
}
