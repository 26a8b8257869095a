import { may } from "../../lib/job";
import { ActionLink } from "../../parts/button";
import { Card } from "../../parts/card";
import type { JobView } from "../../platform";
import { Background } from "./job-facts";
import { StopButton } from "./stop";

/** Between 承認の依頼 and the approver's word. */
export function WaitingBody({ job }: { job: JobView }) {
	const approver = may(job, "approve");
	return (
		<>
			<Card>
				<p className="mb-3">
					{approver
						? "あなたの承認を待っています。出ていく内容を見てください。"
						: "承認者に頼みました。用意した人とは別の人が、内容を見て承認します。"}
				</p>
				<div className="flex flex-wrap gap-3">
					{approver ? (
						<ActionLink to={`/jobs/${job.id}/approval`} look="filled">
							内容を見る
						</ActionLink>
					) : (
						<ActionLink to="/">ホームへ</ActionLink>
					)}
					{may(job, "cancel") && <StopButton job={job} />}
				</div>
			</Card>
			<Background job={job} />
		</>
	);
}
