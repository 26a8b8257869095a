import type { DeadlineState, TimelineLine, TimelineList, TimelineShow, TimelineView } from "../platform/bindings";
import { fail } from "./problems";
import { iso, type World } from "./world";

const dayFrom = (days: number) => iso(days).slice(0, 10);

const words: Record<DeadlineState, (days: number) => string> = {
	overdue: (days) => `期限を${-days}日過ぎました`,
	today: () => "きょうが期限",
	soon: () => "あと1日",
	running: (days) => `あと${days}日`,
	unlimited: () => "登録しない",
	kept: () => "期限のうちに登録",
	late: () => "期限を過ぎて登録",
};

const stateOf = (days: number): DeadlineState =>
	days < 0 ? "overdue" : days === 0 ? "today" : days === 1 ? "soon" : "running";

/** A person with so many days left; registered when it is said so. */
export function newTimeline(world: World, name: string, days: number, standing: string, job: number | null = null) {
	const isDone = standing === "登録しました";
	const state = isDone ? "kept" : stateOf(days);
	const line: TimelineLine = {
		registration: `101-${40 + world.timelines.length}-00`,
		name,
		received_on: dayFrom(days - 5),
		due: dayFrom(days),
		state,
		deadline: words[state](days),
		standing,
		job,
	};
	const step = (title: string, at: string | null, note = "", day: string | null = null) => ({ title, day, at, note });
	const made: TimelineView = {
		line,
		birth_date: "1984年3月9日（昭和59年）",
		steps: [
			step("資格の取得", null, "", dayFrom(days - 6)),
			step("届出の受領", null, "ファイルに書いてある日", line.received_on),
			step("送信", isDone ? iso(-1) : null, isDone ? `送信${job}` : standing),
			step("処理完了", isDone ? iso(-1) : null),
			step("登録と枝番", isDone ? iso(-1) : null),
			step("資格の登録", null),
		],
		closed: null,
		may_close: !isDone,
	};
	world.timelines.push(made);
	return made;
}

export const timelineOf = (world: World, registration: string): TimelineView =>
	world.timelines.find(({ line }) => line.registration === registration) ?? fail("TIMELINE_NOT_FOUND");

export function timelineList(world: World, show: TimelineShow, text: string): TimelineList {
	const lines = world.timelines.map(({ line }) => line);
	const isOpen = ({ state }: TimelineLine) => !["kept", "late", "unlimited"].includes(state);
	const open = lines.filter(isOpen);
	const of = lines
		.filter((line) => isOpen(line) === (show === "open") && `${line.name}${line.registration}`.includes(text))
		.sort((a, b) => (a.due ?? "9").localeCompare(b.due ?? "9"));
	return {
		days: 5,
		overdue: open.filter((line) => line.state === "overdue").length,
		pressing: open.filter((line) => line.state === "today" || line.state === "soon").length,
		open: open.length,
		lines: of,
		total: of.length,
	};
}

export function closeTimeline(world: World, registration: string, reason: string): TimelineView {
	const of = timelineOf(world, registration);
	Object.assign(of.line, { state: "unlimited", deadline: words.unlimited(0), standing: "登録しないことにしました" });
	return Object.assign(of, { may_close: false, closed: { by: world.person?.name ?? "", at: iso(), reason } });
}
