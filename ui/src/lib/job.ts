import { type Code, type JobAct, type JobState, type JobView, ProblemError } from "../platform";
import { count } from "./format";

export const flowSteps = ["ファイル", "検査", "承認の依頼", "送信", "結果"] as const;

const stepOfState: Record<JobState, number> = {
	checking: 1,
	checked: 1,
	"awaiting-approval": 2,
	rejected: 2,
	queued: 3,
	uploading: 3,
	submitting: 3,
	accepted: 3,
	processing: 3,
	completed: 3,
	failed: 3,
	cancelled: 3,
	"result-received": 4,
	confirmed: 5,
};

/** Whether it ended before anything left: the check itself failed, or nobody released it. */
export const endedHere = (job: JobView) => job.approved_by === null;

export function stepOf(job: JobView): number {
	if (job.state === "failed" && endedHere(job)) return stepOfState.checking;
	return stepOfState[job.state];
}

const moving = new Set<JobState>([
	"checking",
	"queued",
	"uploading",
	"submitting",
	"accepted",
	"processing",
	"completed",
]);

/** Whether it goes on by itself. */
export const isMoving = (job: JobView) => moving.has(job.state);

export const may = (job: JobView, act: JobAct) => job.acts.includes(act);

/** Rows with 誤り that are still in the file. */
export const openErrors = (job: JobView) => Math.max(0, job.error_rows - job.excluded_rows);

/** Rows that will leave. */
export const leavingRows = (job: JobView) => job.rows - job.excluded_rows;

const loginCodes: Code[] = ["SERVER_LOGIN_NEEDED", "SERVER_LOGIN_FAILED", "SERVER_PASSWORD_CHANGE_REQUIRED"];

/** Whether it waits for somebody to log in at the server. */
export const wantsServerLogin = (job: JobView) => job.problem !== null && loginCodes.includes(job.problem.code);

const byHandHeading: Partial<Record<JobState, string>> = {
	queued: "手渡しで送ってください",
	accepted: "送りました。結果を待っています",
	processing: "サーバーの処理を待っています",
	completed: "結果のファイルを受け取ってください",
};

/** The state as a sentence: the heading of the job's screen. */
export function heading(job: JobView): string {
	if (isMoving(job) && wantsServerLogin(job)) return "サーバーへのログインを待っています";
	if (isMoving(job) && job.problem) return "送信が止まっています";
	if (job.held && isMoving(job)) return "保留にしています";
	const byHand = job.way !== "direct" && byHandHeading[job.state];
	if (byHand) return byHand;
	switch (job.state) {
		case "checking":
			return "ファイルを検査しています";
		case "checked":
			if (openErrors(job) > 0) return job.stays_here ? "誤りが見つかりました" : "このままでは送れません";
			if (job.warning_rows > 0) return "気をつけるところがあります";
			return job.stays_here ? "誤りはありません" : "送れます";
		case "awaiting-approval":
			return "承認を待っています";
		case "rejected":
			return "差し戻されました";
		case "queued":
			return "送る順番を待っています";
		case "uploading":
			return "送っています";
		case "submitting":
			return "サーバーの受付を確かめています";
		case "accepted":
			return "サーバーが受け付けました";
		case "processing":
			return "サーバーが処理しています";
		case "completed":
			return "結果を受け取っています";
		case "result-received":
			return "結果が届きました";
		case "confirmed":
			return "終わりました";
		case "cancelled":
			return "送るのをやめました";
		case "failed":
			return endedHere(job) ? "検査できませんでした" : "送れませんでした";
	}
}

const registered = {
	all: "件すべて登録できました",
	none: "件とも登録できませんでした",
	some: "件登録できました",
	rest: "件は登録できませんでした",
	failedRow: "登録できなかった行",
	openRow: "登録されていない行",
};

const answered = {
	all: "件すべてに回答がありました",
	none: "件とも回答がありませんでした",
	some: "件に回答がありました",
	rest: "件には回答がありませんでした",
	failedRow: "回答のなかった行",
	openRow: "回答のない行",
};

/** What is said of the rows of a result: some files register, some ask. */
export const rowWords = ({ asks }: JobView) => (asks ? answered : registered);

/** 995 件登録できました。3 件は登録できませんでした */
export function resultHeading(job: JobView, ok: number, failed: number): string {
	const { all, none, some, rest } = rowWords(job);
	if (failed === 0) return `${count(ok)} ${all}`;
	if (ok === 0) return `${count(failed)} ${none}`;
	return `${count(ok)} ${some}。${count(failed)} ${rest}`;
}

/** Whether an act failed since nobody is logged in at the server. */
export const isAboutServerLogin = (error: unknown): boolean =>
	error instanceof ProblemError && loginCodes.includes(error.view.code);
