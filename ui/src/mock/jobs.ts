import type { JobAct, JobState, JobView, Role } from "../platform/bindings";
import { problem } from "./problems";
import { iso, type Job, type World } from "./world";

const titles: Record<JobState, string> = {
	checking: "検査中",
	checked: "検査済",
	"awaiting-approval": "承認待ち",
	queued: "送信待ち",
	uploading: "送信中",
	submitting: "受付の確認中",
	accepted: "受付",
	processing: "処理中",
	completed: "処理完了",
	"result-received": "結果を確認してください",
	confirmed: "結果確認済",
	rejected: "差し戻し",
	cancelled: "取消",
	failed: "失敗",
};

const actsOf: Partial<Record<JobState, [role: Role, act: JobAct][]>> = {
	checking: [["clerk", "cancel"]],
	checked: [
		["clerk", "save-findings"],
		["clerk", "correct"],
		["clerk", "save-corrections"],
		["clerk", "exclude-errors"],
		["clerk", "request-approval"],
		["clerk", "cancel"],
	],
	"awaiting-approval": [
		["approver", "approve"],
		["approver", "reject"],
		["clerk", "cancel"],
	],
	queued: [
		["clerk", "cancel"],
		["clerk", "retry-now"],
	],
	uploading: [
		["clerk", "cancel"],
		["clerk", "retry-now"],
	],
	"result-received": [
		["clerk", "read-result"],
		["clerk", "save-result"],
		["clerk", "save-branch-numbers"],
		["clerk", "save-resend"],
		["clerk", "confirm"],
	],
	confirmed: [
		["clerk", "read-result"],
		["clerk", "save-result"],
		["clerk", "save-branch-numbers"],
		["clerk", "save-resend"],
	],
};

/** A job as this person is shown it. */
export function shown(world: World, job: Job, whole: boolean): JobView {
	const { flaws, preparedById, ...view } = job;
	const blocked = job.error_rows > job.excluded_rows;
	const acts = (actsOf[job.state] ?? [])
		.filter(([role]) => world.person?.roles.includes(role))
		.map(([, act]) => act)
		.filter((act) => act !== "exclude-errors" || blocked)
		.filter((act) => act !== "request-approval" || !(blocked || job.stays_here))
		.filter((act) => (act !== "approve" && act !== "reject") || preparedById !== world.person?.id);
	return { ...view, acts, history: whole ? job.history : [] };
}

export function newJob(id: number, world: World, given: Partial<Job>): Job {
	return {
		id,
		kind: "member-registration",
		kind_title: "加入者情報一括登録",
		asks: false,
		provisional: true,
		layout_version: "2017-0.1",
		file_name: "加入者情報_20261120.csv",
		bytes: 412_800,
		sha256: "9f2c41d07be3a85512c0ffee".padEnd(64, "0"),
		leaving_bytes: 412_800,
		leaving_sha256: "9f2c41d07be3a85512c0ffee".padEnd(64, "0"),
		state: "checking",
		state_title: "検査中",
		server_status: null,
		receipt: null,
		rows: 1000,
		error_rows: 0,
		warning_rows: 0,
		compared: false,
		look_up: null,
		stays_here: false,
		corrected_cells: 0,
		excluded_rows: 0,
		ok_rows: null,
		failed_rows: null,
		progress: null,
		problem: null,
		prepared_by: world.person?.name ?? "練習 花子",
		preparedById: world.person?.id ?? "hanako",
		prepared_at: iso(),
		approved_by: null,
		updated_at: iso(),
		acts: [],
		history: [],
		flaws: "none",
		...given,
	};
}

export function move(
	world: World,
	job: Job,
	state: JobState,
	by: string,
	more: Partial<Job> = {},
	note: string | null = null,
) {
	Object.assign(job, { state, state_title: titles[state], progress: null, problem: null, updated_at: iso(), ...more });
	job.history.push({ at: iso(), state_title: titles[state], server_status: job.server_status, by, note });
	changed(world, job);
}

export function changed(world: World, job: Job | null) {
	for (const listener of world.listeners) listener({ job: job?.id ?? null });
}

/** Counts up in ten steps, then goes on; stops if the job was moved elsewhere meanwhile. */
function count(world: World, job: Job, unit: "rows" | "bytes", then: () => void) {
	const state = job.state;
	const total = unit === "rows" ? job.rows : job.bytes;
	let step = 0;
	const timer = setInterval(() => {
		if (job.state !== state) return clearInterval(timer);
		step += 1;
		if (step > 10) {
			clearInterval(timer);
			return then();
		}
		const done = Math.floor((total * step) / 10);
		job.progress = { unit, done, total, rate: Math.floor(total / 4), seconds_left: Math.ceil((10 - step) / 2) };
		changed(world, job);
		if (unit === "bytes" && step === 4 && world.breakUpload) {
			world.breakUpload = false;
			clearInterval(timer);
			job.problem = problem("CONNECTION_LOST");
			changed(world, job);
		}
	}, world.tick);
}

export function check(world: World, job: Job) {
	count(world, job, "rows", () => {
		const error_rows = job.flaws === "errors" ? 5 : job.flaws === "million" ? 900_000 : 0;
		const warning_rows = job.flaws === "none" ? 0 : 380;
		move(world, job, "checked", "Kakehashi", { error_rows, warning_rows });
	});
}

/** What goes by itself once it is approved. */
export function send(world: World, job: Job) {
	if (!world.server.loggedIn) {
		job.problem = problem(world.server.mustChange ? "SERVER_PASSWORD_CHANGE_REQUIRED" : "SERVER_LOGIN_NEEDED");
		return changed(world, job);
	}
	move(world, job, "uploading", "Kakehashi");
	const later = (act: () => void) => setTimeout(act, world.tick * 4);
	count(world, job, "bytes", () => {
		move(world, job, "accepted", "サーバー", { receipt: "20261120-0007", server_status: "受付" });
		later(() => {
			move(world, job, "processing", "サーバー", { server_status: "処理中" });
			later(() => {
				move(world, job, "completed", "サーバー", { server_status: "処理完了" });
				later(() => {
					const sent = job.rows - job.excluded_rows;
					const failed = job.flaws === "none" ? 0 : 3;
					move(world, job, "result-received", "Kakehashi", { ok_rows: sent - failed, failed_rows: failed });
				});
			});
		});
	});
}
