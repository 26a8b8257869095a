import type { Code, ProblemView, Retry } from "../platform/bindings";

const table: Partial<Record<Code, [number: string, retry: Retry, sentence: string, next: string]>> = {
	FILE_NOT_FOUND: [
		"K101",
		"fix-and-retry",
		"ファイルが見つかりません。",
		"場所と名前を確かめて、もう一度選んでください。",
	],
	INPUT_INVALID: ["K109", "fix-and-retry", "「受付時間」の入力を確かめてください。", "1行目を直してください。"],
	OUTPUT_EXISTS: [
		"K111",
		"fix-and-retry",
		"同じ名前のファイルがもうあります。",
		"上書きはしません。ほかの名前か場所を選んでください。",
	],
	CERTIFICATE_WRONG_PASS_PHRASE: [
		"K201",
		"fix-and-retry",
		"証明書のパスフレーズがちがいます。",
		"発行通知書のパスフレーズを、大文字と小文字に気をつけて入れなおしてください。",
	],
	CLIENT_CERTIFICATE_REVOKED: [
		"K309",
		"call-for-help",
		"この端末の証明書は失効しています。",
		"取りまとめ機関に、証明書の再発行を申し込んでください。",
	],
	CERTIFICATE_NOT_REQUESTED_HERE: [
		"K225",
		"fix-and-retry",
		"この証明書は、この端末から申請したものではありません。",
		"申請ファイルを作った端末で設定してください。申請しなおしたときは、新しい申請に対して届いた証明書を選んでください。",
	],
	FILES_UNDER_WAY: [
		"K423",
		"fix-and-retry",
		"まだ送り終わっていないファイルが4件あるので、接続先を切り替えられません。",
		"「送信状況」で、送り終わるのを待つか、取り消してから切り替えてください。",
	],
	SESSION_LOCKED: [
		"K420",
		"fix-and-retry",
		"離席のあいだ、画面に鍵をかけています。",
		"離席した本人のパスワードで開けるか、ログアウトしてください。",
	],
	CONNECTION_LOST: [
		"K312",
		"retry",
		"通信が途中で切れました。送ったところまでは残っています。",
		"つながりしだい、続きから送ります。急ぐときは「もう一度ためす」を押してください。",
	],
	SERVER_LOGIN_FAILED: [
		"K321",
		"fix-and-retry",
		"サーバーの利用者IDかパスワードがちがいます。",
		"入れなおしてください。続けて5回まちがえると使えなくなります。",
	],
	SERVER_LOGIN_NEEDED: [
		"K325",
		"fix-and-retry",
		"サーバーへのログインが要ります。",
		"サーバーの利用者IDとパスワードを入れてください。送信は続きから始まります。",
	],
	SERVER_PASSWORD_CHANGE_REQUIRED: [
		"K323",
		"fix-and-retry",
		"サーバーの最初のパスワードを、まだ変えていません。",
		"新しいパスワードを決めてください。",
	],
	UPLOAD_REFUSED: [
		"K327",
		"call-for-help",
		"サーバーがファイルを受け付けませんでした（E-0412）。",
		"エラー番号を添えて連絡してください。",
	],
	NOT_LOGGED_IN: ["K401", "fix-and-retry", "ログインしていません。", "利用者IDとパスワードを入れてください。"],
	LOGIN_FAILED: [
		"K402",
		"fix-and-retry",
		"利用者IDかパスワードがちがいます。",
		"入れなおしてください。続けて5回まちがえると使えなくなります。",
	],
	PASSWORD_CHANGE_REQUIRED: [
		"K404",
		"fix-and-retry",
		"最初のパスワードを、まだ変えていません。",
		"新しいパスワードを決めてください。",
	],
	APPROVER_IS_SENDER: [
		"K407",
		"fix-and-retry",
		"ファイルを用意した本人は承認できません。",
		"ほかの承認者に頼んでください。",
	],
	LINE_SLOW: [
		"K332",
		"fix-and-retry",
		"回線が遅く、まだ送っていない2件を1時間では送りきれません。",
		"受付時間が終わる前に、早めに送り始めてください。いつも遅いときは、回線の担当者に相談してください。",
	],
	USER_EXISTS: ["K412", "fix-and-retry", "その利用者IDはもうあります。", "ほかのIDにしてください。"],
	JOB_NOT_FOUND: ["K413", "fix-and-retry", "その送信はありません。", "送信状況の一覧で番号を確かめてください。"],
	KEY_PASS_PHRASE_WRONG: [
		"K507",
		"fix-and-retry",
		"データを開くパスフレーズがちがいます。",
		"入れなおしてください。データはそのまま残っています。",
	],
};

export function problem(code: Code): ProblemView {
	const [number, retry, sentence, next_step] = table[code] ?? [
		"K901",
		"call-for-help",
		"思わぬことが起きました。",
		"連絡してください。",
	];
	return { code, number, sentence, next_step, retry, correlation_id: "7f3a-0412" };
}

/** Fails as the shell would. */
export function fail(code: Code): never {
	throw problem(code);
}
