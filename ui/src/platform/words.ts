// Made from the table of acts; do not edit. `cargo xtask bindings` writes it anew.
import type {
	ContactRole,
	Element,
	ExpiryStage,
	ItemWord,
	LayerName,
	LeakData,
	LeakSealed,
	LeakStep,
	LineKind,
	PairFinding,
	ProfileKind,
	RevocationState,
	Role,
	SendingWay,
	Severity,
	StepStanding,
	TimelineShow,
	Validity,
} from "./bindings";

export const contactTitle: Record<ContactRole, string> = {
	responsible: "実務責任者",
	admin: "システム管理者",
	vendor: "システムの業者",
	desk: "取りまとめ機関の窓口",
	commission: "個人情報保護委員会",
};

export const elementTitle: Record<Element, string> = {
	number: "番号確認",
	identity: "身元確認",
	authority: "代理権",
};

export const isUrgent: Record<ExpiryStage, boolean> = {
	ninety: false,
	sixty: false,
	thirty: false,
	fifteen: true,
	daily: true,
	over: true,
};

export const itemTitle: Record<ItemWord, string> = {
	same: "同じ",
	variant: "書き方のちがい",
	missing: "ありません",
	different: "ちがう",
};

export const layerTitle: Record<LayerName, string> = {
	name: "接続先の名前",
	tcp: "回線",
	tls: "サーバーの証明書",
	certificate: "この端末の証明書",
	http: "サーバーの返事",
	login: "ログインの画面",
	wsdl: "サービスの説明（WSDL）",
	clock: "時計",
	line: "回線の速さ",
};

export const leakDataTitle: Record<LeakData, string> = {
	"personal-number": "個人番号",
	identity: "氏名・生年月日・性別・住所",
	qualification: "資格・被保険者枝番",
	benefit: "給付・医療の情報",
	secret: "パスワード・鍵・証明書",
	other: "その他",
};

export const leakSealedTitle: Record<LeakSealed, string> = {
	sealed: "暗号化していた",
	clear: "暗号化していなかった",
	unknown: "調べている",
};

export const leakStepTitle: Record<LeakStep, string> = {
	preliminary: "速報",
	final: "確報",
};

export const lineTitle: Record<LineKind, string> = {
	"ip-vpn": "IP-VPN",
	ipsec: "IPsec+IKE",
	other: "そのほか",
};

export const findingTitle: Record<PairFinding, string> = {
	same: "同じ人です",
	correct: "データを訂正して送りなおす",
	other: "別の人です",
};

export const kindTitle: Record<ProfileKind, string> = {
	training: "研修",
	"file-test": "機関内テスト",
	"connection-test": "接続検証",
	rehearsal: "総合運用テスト",
	production: "本番",
};

export const revocationTitle: Record<RevocationState, string> = {
	fresh: "新しい一覧があります",
	stale: "一覧が古くなっています",
	unreachable: "一覧を取れません",
};

export const roleTitle: Record<Role, string> = {
	clerk: "業務担当者",
	approver: "承認者",
	admin: "システム管理者",
	auditor: "監査担当者",
};

export const wayTitle: Record<SendingWay, string> = {
	direct: "この端末から直接送る",
	"official-screen": "公式の画面で送る（手渡し）",
	media: "媒体で送る",
};

export const severityTitle: Record<Severity, string> = {
	error: "誤り",
	confirm: "確認",
	warning: "警告",
	info: "お知らせ",
};

export const standingTitle: Record<StepStanding, string> = {
	done: "済み",
	stated: "ほかで済み",
	missing: "まだ",
};

export const timelinesTitle: Record<TimelineShow, string> = {
	open: "登録を待つ人",
	ended: "登録が済んだ人",
};

export const validityTitle: Record<Validity, string> = {
	"not-yet": "まだ始まっていません",
	valid: "有効",
	soon: "まもなく期限",
	expired: "期限切れ",
	revoked: "失効",
	suspended: "停止",
};
