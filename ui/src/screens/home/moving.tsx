import { count } from "../../lib/format";
import { leavingRows, may } from "../../lib/job";
import { Link } from "../../lib/router";
import { Card } from "../../parts/card";
import { ProgressBar } from "../../parts/progress";
import type { JobView } from "../../platform";
import { StopButton } from "../jobs/stop";

/** Files on their way, as far as they are. */
export function Moving({ jobs, canOpen }: { jobs: JobView[]; canOpen: boolean }) {
	return (
		<Card title="動いているもの">
			{jobs.length === 0 && <p className="text-solid-gray-700">いま動いているものはありません。</p>}
			<ul>
				{jobs.map((job) => (
					<li key={job.id} className="border-b border-line py-2 first:pt-0 last:border-b-0">
						<div className="flex flex-wrap items-center justify-between gap-x-4">
							<p>
								{canOpen ? (
									<Link
										to={`/jobs/${job.id}`}
										className="inline-flex min-h-11 items-center font-bold text-blue-900 underline underline-offset-4"
									>
										{job.kind_title}
									</Link>
								) : (
									<b>{job.kind_title}</b>
								)}
								<span className="ml-4 text-solid-gray-700">{job.file_name}</span>
							</p>
							{may(job, "cancel") && <StopButton job={job} look="plain" />}
						</div>
						{job.progress && <ProgressBar label={`${job.kind_title} ${job.state_title}`} progress={job.progress} />}
						<p className="text-solid-gray-800">
							{job.state_title}
							{job.server_status && `（処理ステータス「${job.server_status}」）`}
							<span className="figures">　{count(leavingRows(job))} 行</span>
							{job.problem && <span className="block text-yellow-1200">▲ {job.problem.sentence}</span>}
						</p>
					</li>
				))}
			</ul>
		</Card>
	);
}
