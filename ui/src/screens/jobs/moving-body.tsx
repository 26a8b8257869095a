import { may, wantsServerLogin } from "../../lib/job";
import { useAct } from "../../lib/queries";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Failure, Problem } from "../../parts/problem";
import { ProgressBar } from "../../parts/progress";
import { type JobView, platform } from "../../platform";
import { ServerLogin } from "../server/server-login";
import { ByHand } from "./by-hand";
import { GiveUp } from "./give-up";
import { Background } from "./job-facts";
import { OnHold } from "./on-hold";
import { StopButton } from "./stop";

const meanwhile: Partial<Record<JobView["state"], string>> = {
	checking: "終わると、見つかったことをここに出します。ほかの画面へ移っても検査は続きます。",
	queued: "承認されました。サーバーへログインしていれば、順番がくると自動で送ります。",
	uploading: "ほかの画面へ移っても送り続けます。通信が切れたときは、続きから送ります。",
	submitting: "送り終えました。サーバーが受け付けるのを待っています。",
	accepted: "サーバーが預かりました。処理が終わると結果を受け取ります。待つだけです。",
	processing: "処理が終わると、結果を自動で受け取ります。待つだけです。",
	completed: "サーバーの処理が終わりました。結果のファイルを受け取っています。",
};

/** A file that moves by itself, or that waits for something to be put right. */
export function MovingBody({ job }: { job: JobView }) {
	const byHand = job.way !== "direct" && job.state !== "checking";
	return (
		<>
			<OnHold job={job} />
			{byHand && <ByHand job={job} />}
			{job.problem ? <Stopped job={job} /> : null}
			<GiveUp job={job} />
			{(!byHand || may(job, "cancel") || job.problem) && (
				<Card>
					{job.progress && <ProgressBar label={job.state_title} progress={job.progress} />}
					<div className="flex flex-wrap items-center justify-between gap-3">
						<p>
							{!job.problem && !job.held && !byHand && meanwhile[job.state]}
							{job.problem && !job.progress && `いまは「${job.state_title}」です。`}
							{!job.problem && !job.held && !byHand && job.waits && <b className="block">いま待つわけ：{job.waits}</b>}
						</p>
						{may(job, "send-first") && <ActionLink to="/queue">送信待ちの順番を見る</ActionLink>}
						{may(job, "cancel") && <StopButton job={job} />}
					</div>
				</Card>
			)}
			{job.state !== "checking" && <Background job={job} />}
		</>
	);
}

function Stopped({ job }: { job: JobView }) {
	const retry = useAct(platform.retryNow);
	if (!job.problem) return null;
	const mine = may(job, "retry-now");
	const login = wantsServerLogin(job);
	return (
		<Problem problem={job.problem} saved="ファイルと検査の結果は、この端末に残っています。二重に送ることはありません。">
			{mine && login && <ServerLogin mustChange={job.problem.code === "SERVER_PASSWORD_CHANGE_REQUIRED"} />}
			{mine && !login && (
				<Button look="filled" busy={retry.isPending} onClick={() => retry.mutate({ id: job.id })}>
					もう一度ためす
				</Button>
			)}
			<Failure of={retry.error} />
		</Problem>
	);
}
