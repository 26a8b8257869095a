import type { DayCount, HomeView, Task } from "../platform/bindings";
import { shown } from "./jobs";
import { timelineList } from "./timelines";
import { iso, type Job, type World } from "./world";

const onTheWay = new Set([
	"checking",
	"awaiting-approval",
	"queued",
	"uploading",
	"accepted",
	"processing",
	"completed",
]);

export function homeOf(world: World): HomeView {
	const confirmed = world.jobs.filter((job) => job.state === "confirmed");
	return {
		today: iso().slice(0, 10),
		tasks: [...deadlineTasks(world), ...world.jobs.flatMap((job) => taskOf(world, job)), ...terminalTasks(world)],
		moving: world.jobs.filter((job) => onTheWay.has(job.state)).map((job) => shown(world, job, false)),
		week: week(confirmed.length > 0),
		last_result_at: confirmed[0]?.updated_at ?? null,
	};
}

function deadlineTasks(world: World): Task[] {
	const { overdue, pressing } = timelineList(world, "open", "");
	if (overdue + pressing === 0) return [];
	return [
		{
			urgency: "urgent",
			mark: overdue > 0 ? "期限切れ" : "期限",
			title: "届出から5日のうちに登録する",
			summary: `${overdue + pressing} 人（期限を過ぎた人 ${overdue} 人）`,
			why: "いちばん早い人の期限は 11月20日 です。",
			button: "見る",
			path: "/timelines",
		},
	];
}

function terminalTasks(world: World): Task[] {
	if (world.profiles.length > 0 || !world.person?.roles.includes("admin")) return [];
	return [
		{
			urgency: "urgent",
			mark: "未設定",
			title: "はじめの設定を続ける",
			summary: "接続先がまだありません",
			why: "接続先と証明書が決まると、送れるようになります。",
			button: "続ける",
			path: "/setup",
		},
	];
}

function taskOf(world: World, job: Job): Task[] {
	const roles = world.person?.roles ?? [];
	const clerk = roles.includes("clerk");
	if (job.state === "result-received" && clerk)
		return [
			{
				urgency: "urgent",
				mark: "未確認",
				title: "加入者情報の結果を読む",
				summary: `${job.rows.toLocaleString()} 件中 ${job.failed_rows} 件が登録できませんでした`,
				why: `受付番号 ${job.receipt}　きのう 16:42 に処理完了`,
				button: "結果を見る",
				path: `/jobs/${job.id}/result`,
			},
		];
	if (job.state === "checked" && clerk)
		return [
			{
				urgency: "waiting",
				mark: "未送信",
				title: "検査の終わったファイルを送る",
				summary: job.file_name,
				why: "承認をまだ頼んでいません。",
				button: "続ける",
				path: `/jobs/${job.id}`,
			},
		];
	if (job.state === "awaiting-approval" && roles.includes("approver") && job.preparedById !== world.person?.id)
		return [
			{
				urgency: "waiting",
				mark: "承認待ち",
				title: `${job.kind_title}を承認する`,
				summary: `${job.rows.toLocaleString()} 行`,
				why: `${job.prepared_by} が 12 分前に頼みました。`,
				button: "内容を見る",
				path: `/jobs/${job.id}/approval`,
			},
		];
	return [];
}

function week(busy: boolean): DayCount[] {
	const ok = [0, 0, 1840, 1320, 1610, 2230, 1005];
	const failed = [0, 0, 60, 0, 0, 210, 3];
	return ok.map((rows, i) => ({
		day: iso(i - 6).slice(0, 10),
		ok: busy ? rows : 0,
		failed: busy ? (failed[i] ?? 0) : 0,
	}));
}
