import { may } from "../../lib/job";
import { useAct, useQueue } from "../../lib/queries";
import { Link } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type Column, Table } from "../../parts/table";
import { type JobView, platform } from "../../platform";
import { JobStateMark } from "../jobs/state-mark";

/** What is on its way, in the order in which it leaves, and why it waits. */
export function QueueScreen() {
	const found = useQueue();
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const jobs = found.data;
	const place = new Map(jobs.map((job, at) => [job.id, at + 1]));
	const columns: Column<JobView>[] = [
		{ head: "順番", cell: (job) => place.get(job.id), right: true },
		{
			head: "ファイル",
			cell: (job) => (
				<Link to={`/jobs/${job.id}`} className="font-bold text-blue-900 underline underline-offset-4">
					送信{job.id}　{job.file_name}
				</Link>
			),
		},
		{ head: "種類", cell: (job) => job.kind_title },
		{ head: "状態", cell: (job) => <JobStateMark job={job} /> },
		{ head: "待つわけ", cell: (job) => job.waits ?? "進んでいます" },
		{ head: "操作", cell: (job) => <First job={job} /> },
	];
	return (
		<Page
			title={jobs.length > 0 ? `${jobs.length} 件が送信の途中です` : "送信を待っているものはありません"}
			lead="1つの接続先へは、上から1件ずつ出ます。"
		>
			<Card>
				<Table label="送信待ち" columns={columns} rows={jobs} rowKey={(job) => job.id} />
			</Card>
		</Page>
	);
}

function First({ job }: { job: JobView }) {
	const first = useAct(platform.sendFirst);
	if (!may(job, "send-first")) return null;
	return (
		<>
			<Button
				look="plain"
				busy={first.isPending}
				aria-label={`先に送る：送信${job.id}`}
				onClick={() => first.mutate({ id: job.id })}
			>
				先に送る
			</Button>
			<Failure of={first.error} />
		</>
	);
}
