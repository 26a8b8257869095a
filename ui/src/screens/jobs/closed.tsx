import { endedHere, may, resultHeading } from "../../lib/job";
import { ActionLink } from "../../parts/button";
import { Card } from "../../parts/card";
import { Problem } from "../../parts/problem";
import type { JobView } from "../../platform";
import { Corrected } from "./corrected";
import { Background } from "./job-facts";

/** A file that moves no more: its result, or why it went no further. */
export function ClosedBody({ job }: { job: JobView }) {
	return (
		<>
			{job.problem && <Problem problem={job.problem} />}
			<Card>
				<p className="mb-3">{summary(job)}</p>
				{hasResult(job) ? (
					<ReadResult job={job} />
				) : (
					<ActionLink to="/send" look="filled">
						直したファイルを選ぶ
					</ActionLink>
				)}
			</Card>
			<Corrected job={job} />
			<Background job={job} />
		</>
	);
}

const hasResult = (job: JobView) => job.state === "result-received" || job.state === "confirmed";

const ReadResult = ({ job }: { job: JobView }) =>
	may(job, "read-result") ? (
		<ActionLink to={`/jobs/${job.id}/result`} look={job.state === "confirmed" ? "outlined" : "filled"}>
			結果を見る
		</ActionLink>
	) : (
		<ActionLink to="/jobs">一覧へ</ActionLink>
	);

function summary(job: JobView): string {
	switch (job.state) {
		case "rejected":
			return `承認者が差し戻しました。理由：${job.history.at(-1)?.note ?? "書かれていません"}`;
		case "cancelled":
			return "取り消したので、このファイルの人は送られていません。";
		case "failed":
			return endedHere(job)
				? "このファイルは、中身を検査できませんでした。何も送っていません。"
				: "サーバーがファイル全体を受け付けませんでした。このファイルの人は登録されていません。";
		default:
			return `${resultHeading(job, job.ok_rows ?? 0, job.failed_rows ?? 0)}。`;
	}
}
