import { cellsOf, choicesOf, employersOf, groupsOf, pageOf, personOf, sheetsOf } from "../findings";
import { check, move, send, shown } from "../jobs";
import { kinds } from "../kinds";
import { type Commands, handOver, jobOf, me, takeIn, world } from "../now";
import { fail } from "../problems";

/** Files on their way, from their check to their result. */
export const files = {
	kinds: () => kinds,
	takeIn: ({ path, kind }) => takeIn(path, kind),
	jobs: () => world.jobs.map((job) => shown(world, job, false)),
	job: ({ id }) => shown(world, jobOf(id), true),
	findingGroups: ({ id }) => groupsOf(jobOf(id).flaws),
	findings: ({ id, filter, offset, limit }) => pageOf(jobOf(id).flaws, filter, offset, limit),
	findingRow: ({ row }) => cellsOf(row),
	findingEmployers: ({ id }) => employersOf(jobOf(id).flaws),
	findingSheets: ({ id, employer }) => sheetsOf(jobOf(id).flaws, employer),
	saveFindings: ({ id, to }) => handOver(jobOf(id), "見つかったこと", to, 397),
	correctionChoices: ({ id, code }) => choicesOf(jobOf(id).flaws, code),
	correct: ({ id, accepted }) => {
		const job = jobOf(id);
		const [choice] = choicesOf(job.flaws, accepted.code);
		job.corrected_cells += accepted.row === null ? (choice?.count ?? 0) : 1;
		move(world, job, "checking", me().name);
		check(world, job);
		return shown(world, job, true);
	},
	saveCorrections: ({ id, to }) => handOver(jobOf(id), "直したところの一覧", to, jobOf(id).corrected_cells),
	excludeErrors: ({ id }) => {
		const job = jobOf(id);
		move(
			world,
			job,
			"checked",
			me().name,
			{ excluded_rows: job.error_rows, leaving_bytes: job.bytes - 2_064, leaving_sha256: "b41e".repeat(16) },
			`誤りの ${job.error_rows} 行を除いた`,
		);
		return shown(world, job, true);
	},
	requestApproval: ({ id }) => {
		move(world, jobOf(id), "awaiting-approval", me().name);
		return shown(world, jobOf(id), true);
	},
	approve: ({ id }) => {
		const job = jobOf(id);
		if (job.preparedById === me().id) fail("APPROVER_IS_SENDER");
		move(world, job, "queued", me().name, { approved_by: me().name });
		setTimeout(() => send(world, job), world.tick);
		return shown(world, job, true);
	},
	reject: ({ id, reason }) => {
		move(world, jobOf(id), "rejected", me().name, {}, reason);
		return shown(world, jobOf(id), true);
	},
	cancel: ({ id }) => {
		move(world, jobOf(id), "cancelled", me().name);
		return shown(world, jobOf(id), true);
	},
	retryNow: ({ id }) => {
		send(world, jobOf(id));
		return shown(world, jobOf(id), true);
	},
	result: ({ id }) => {
		const job = jobOf(id);
		const failed = job.failed_rows ?? 0;
		return {
			ok: job.ok_rows ?? 0,
			failed,
			excluded: job.excluded_rows,
			branch_numbers: job.ok_rows ?? 0,
			hand_over_title: "被保険者枝番",
			failed_rows: Array.from({ length: failed }, (_, i) => ({
				row: 204 + i * 311,
				who: personOf(204 + i * 311),
				message:
					["生年月日が登録と一致しません", "個人番号が失効しています", "カナ氏名に使えない字があります"][i % 3] ?? "",
			})),
			branch_numbers_saved: world.handOvers.some((line) => line.path.endsWith(`被保険者枝番_送信${id}.csv`)),
			resend_saved: world.handOvers.some((line) => line.path.endsWith(`登録されていない行_送信${id}.csv`)),
			result_name: `登録結果_送信${id}.csv`,
			branch_numbers_name: `被保険者枝番_送信${id}.csv`,
			resend_name: `登録されていない行_送信${id}.csv`,
		};
	},
	saveResult: ({ id, to }) => handOver(jobOf(id), "加入者情報登録結果ファイル", to, jobOf(id).rows),
	saveBranchNumbers: ({ id, to }) => handOver(jobOf(id), "被保険者枝番ファイル", to, jobOf(id).ok_rows ?? 0),
	saveResend: ({ id, to }) => handOver(jobOf(id), "登録されていない行", to, jobOf(id).failed_rows ?? 0),
	confirm: ({ id }) => {
		move(world, jobOf(id), "confirmed", me().name);
		return shown(world, jobOf(id), true);
	},
} satisfies Partial<Commands>;
