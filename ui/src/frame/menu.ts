import type { FrameView, Role } from "../platform";

export type Entry = {
	path: string;
	title: string;
	roles: Role[];
	/** How much waits for this person. */
	waiting?: (frame: FrameView) => number;
};

export type Section = { title: string | null; entries: Entry[] };

const everyone: Role[] = ["clerk", "approver", "admin", "auditor"];

export const menu: Section[] = [
	{ title: null, entries: [{ path: "/", title: "ホーム", roles: everyone }] },
	{
		title: "ファイル",
		entries: [
			{ path: "/send", title: "送る", roles: ["clerk"] },
			{ path: "/approvals", title: "承認", roles: ["approver"], waiting: (frame) => frame.waiting.approvals },
			{ path: "/jobs", title: "送信状況", roles: ["clerk", "approver", "auditor"] },
			{ path: "/results", title: "結果", roles: ["clerk"], waiting: (frame) => frame.waiting.results },
		],
	},
	{
		title: "人の確認",
		entries: [
			{ path: "/identity", title: "本人確認", roles: ["clerk", "auditor"] },
			{ path: "/look-ups", title: "番号の照会", roles: ["clerk", "approver", "admin", "auditor"] },
			{ path: "/numbers", title: "番号の入力", roles: ["clerk"] },
			{ path: "/timelines", title: "登録の期限", roles: ["clerk", "approver", "auditor"] },
			{
				path: "/comparisons",
				title: "突合の確認",
				roles: ["clerk", "approver"],
				waiting: (frame) => frame.waiting.pairs,
			},
			{
				path: "/mismatches",
				title: "突合不一致",
				roles: ["clerk", "approver", "auditor"],
				waiting: (frame) => frame.waiting.mismatches,
			},
		],
	},
	{
		title: "端末",
		entries: [
			{ path: "/certificates", title: "証明書と接続", roles: ["admin"] },
			{ path: "/users", title: "利用者と権限", roles: ["admin", "auditor"] },
			{ path: "/pia", title: "PIAの判断", roles: ["approver", "admin", "auditor"] },
			{ path: "/definitions", title: "ファイルの定義", roles: ["admin"] },
			{ path: "/earlier", title: "以前との比較", roles: ["admin", "auditor"] },
			{ path: "/settings", title: "設定", roles: ["admin", "auditor"] },
			{ path: "/records", title: "記録", roles: ["clerk", "admin", "auditor"] },
			{ path: "/help", title: "手引き", roles: everyone },
		],
	},
];

/** What this person may do; empty sections fall away. */
export const menuFor = (roles: Role[]): Section[] =>
	menu
		.map((section) => ({
			...section,
			entries: section.entries.filter((entry) => entry.roles.some((role) => roles.includes(role))),
		}))
		.filter((section) => section.entries.length > 0);

/** Paths in this person's menu. */
export const menuPaths = (roles: Role[]): Set<string> =>
	new Set(menuFor(roles).flatMap((section) => section.entries.map((entry) => entry.path)));

/** The entry that a path belongs to. */
export function entryOf(path: string): string {
	if (/^\/jobs\/\d+\/result$/.test(path)) return "/results";
	if (/^\/jobs\/\d+\/approval$/.test(path)) return "/approvals";
	if (path === "/connection") return "/certificates";
	return `/${path.split("/")[1]}`;
}
