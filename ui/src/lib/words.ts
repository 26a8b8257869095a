import type { LineKind, LineNote, ProfileKind, Role, Severity, Validity } from "../platform";

export const roleTitle: Record<Role, string> = {
	clerk: "業務担当者",
	approver: "承認者",
	admin: "システム管理者",
	auditor: "監査担当者",
};

export const kindTitle: Record<ProfileKind, string> = {
	training: "研修",
	"file-test": "機関内テスト",
	"connection-test": "接続検証",
	rehearsal: "総合運用テスト",
	production: "本番",
};

export const lineTitle: Record<LineKind, string> = { "ip-vpn": "IP-VPN", ipsec: "IPsec+IKE", other: "そのほか" };

/** The line as it is noted for the file. */
export const lineWords = (line: LineNote | null | undefined) =>
	line && [lineTitle[line.kind], line.note].filter(Boolean).join("　");

export const severityTitle: Record<Severity, string> = {
	error: "誤り",
	confirm: "確認",
	warning: "警告",
	info: "お知らせ",
};

export const validityTitle: Record<Validity, string> = {
	"not-yet": "まだ始まっていません",
	valid: "有効",
	soon: "まもなく期限",
	expired: "期限切れ",
	revoked: "失効",
	suspended: "停止",
};

export const provisionalNote = "仮レイアウト（公式仕様ではありません）";
