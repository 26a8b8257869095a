import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import type { NewProfile, ProfileKind } from "../platform/bindings";
import type { World } from "../platform/bridge";
import { newest } from "./newest";
import { button, dataPassPhrase, field, heading, logIn, open, show } from "./open";

/** Where a terminal of another insurer than the practice one could lead. */
const place = (world: World, kind: ProfileKind): NewProfile => ({
	name: kind,
	kind,
	url: kind === "file-test" ? "" : `https://${kind}.invalid/`,
	insurer: "06139992",
	terminal: kind === "file-test" ? "" : "terminal-01",
	trust_path: kind === "file-test" ? "" : world.file("pki/ca.pem"),
	trust_fingerprint: null,
	proxy: null,
	line: null,
	way: "direct",
	put_in_use: true,
});

const entries = async () => {
	const menu = await screen.findByRole("navigation", { name: "メニュー" });
	return within(menu)
		.getAllByRole("link")
		.map((each) => each.textContent?.replace(/\d.*/, ""));
};

test.each([
	[
		"busy",
		[
			"ホーム",
			"送る",
			"送信状況",
			"結果",
			"送信待ち",
			"配信マスター",
			"本人確認",
			"番号の照会",
			"番号の入力",
			"事業主からの番号",
			"登録の期限",
			"突合の確認",
			"突合不一致",
			"保護の対象の人",
			"加入者の登録と照合",
			"情報照会",
			"機関別符号",
			"ファイルの定義",
			"記録",
			"当日締め",
			"漏えいの記録",
			"連絡先",
			"手引き",
		],
	],
	[
		"approver",
		[
			"ホーム",
			"承認",
			"送信状況",
			"送信待ち",
			"本人確認",
			"番号の照会",
			"事業主からの番号",
			"登録の期限",
			"突合の確認",
			"突合不一致",
			"保護の対象の人",
			"情報照会",
			"機関別符号",
			"PIAの判断",
			"当日締め",
			"漏えいの記録",
			"連絡先",
			"手引き",
		],
	],
	[
		"admin",
		[
			"ホーム",
			"配信マスター",
			"番号の照会",
			"証明書と接続",
			"利用者と権限",
			"PIAの判断",
			"ファイルの定義",
			"以前との比較",
			"設定",
			"バックアップ",
			"記録",
			"当日締め",
			"漏えいの記録",
			"連絡先",
			"手引き",
		],
	],
	[
		"auditor",
		[
			"ホーム",
			"送信状況",
			"送信待ち",
			"本人確認",
			"番号の照会",
			"事業主からの番号",
			"登録の期限",
			"突合不一致",
			"保護の対象の人",
			"情報照会",
			"機関別符号",
			"利用者と権限",
			"PIAの判断",
			"以前との比較",
			"設定",
			"バックアップ",
			"記録",
			"当日締め",
			"漏えいの記録",
			"連絡先",
			"手引き",
		],
	],
])("%s sees only what the role may do", async (scenario, expected) => {
	await open(scenario);
	expect(await entries()).toEqual(expected);
});

test("a problem says what happened, what to do, its number, and mends itself", async () => {
	const { user, world } = await open("held", "/jobs/1");
	await heading("送信が止まっています");
	expect(screen.getByText(/通信が途中で切れました/)).toBeTruthy();
	expect(screen.getByText(/つながりしだい、続きから送ります/)).toBeTruthy();
	await user.click(await button("番号をコピー"));
	const { problem } = await platform.job({ id: 1 });
	expect(await navigator.clipboard.readText()).toBe(`K312 ${problem?.correlation_id}`);
	expect(await screen.findByText("コピーしました")).toBeTruthy();
	await world.control({ serve: "" });
	await user.click(await button("もう一度ためす"));
	await waitFor(async () => expect((await platform.job({ id: 1 })).problem).toBeNull());
	await heading(/送っています|受け付けました|処理しています|結果/);
});

test.each(["/", "/jobs"])("ログアウト leads to the door, also from %s", async (path) => {
	const { user } = await open("busy", path);
	await user.click(await button("ログアウト"));
	await heading("ログインしてください");
	expect(screen.queryByRole("navigation")).toBeNull();
});

test("a wrong password is refused in words, and what was typed stays", async () => {
	const { user } = await open("log-in");
	await user.type(await field("利用者ID"), "hanako");
	await user.type(await field("パスワード"), "not-the-password{Enter}");
	expect((await screen.findByRole("alert")).textContent).toContain("K402");
	expect(((await field("利用者ID")) as HTMLInputElement).value).toBe("hanako");
});

test("the first password must be changed before anything else", async () => {
	const { user } = await open("log-in");
	await logIn("admin");
	// The screen follows whoever comes and leaves: what is typed before it has goes with it.
	await button("ログアウト");
	const first = "first-password";
	await platform.addUser({ user: { id: "shinjin", name: "新人 歩", roles: ["clerk"], password: first } });
	await platform.logOut();
	await heading("ログインしてください");
	await user.type(await field("利用者ID"), "shinjin");
	await user.type(await field("パスワード"), `${first}{Enter}`);
	await heading("パスワードを決めてください");
	expect(screen.queryByRole("navigation")).toBeNull();
	await user.type(await field("いまのパスワード"), first);
	await user.type(await field("新しいパスワード"), "another-password");
	await user.type(await field("新しいパスワード（もう一度）"), "another-password{Enter}");
	await heading(/きょうすること/);
});

test("sealed data asks for its pass phrase", async () => {
	const { user } = await open("unlock");
	await user.type(await field("データを守るパスフレーズ"), "wrong{Enter}");
	expect((await screen.findByRole("alert")).textContent).toContain("データはそのまま残っています");
	await user.clear(await field("データを守るパスフレーズ"));
	await user.type(await field("データを守るパスフレーズ"), `${dataPassPhrase}{Enter}`);
	await heading("ログインしてください");
});

test("F1 helps with this screen, and the heading has the focus on arrival", async () => {
	const { user } = await open("busy", "/results");
	const title = await heading("1 件の結果が確認を待っています");
	expect(document.activeElement).toBe(title);
	await user.keyboard("{F1}");
	expect(await screen.findByRole("dialog", { name: "手引き：結果" })).toBeTruthy();
	await user.click(await button("閉じる"));
	await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test.each([
	["本番", "production"],
	["総合運用テスト", "rehearsal"],
	["接続検証", "connection-test"],
	["研修", "training"],
	["機関内テスト", "file-test"],
] as const)("%s names itself and wears its colour", async (word, kind) => {
	const { world } = await open("admin");
	await heading(/きょうすること/);
	if (kind !== "training") await platform.addProfile({ profile: place(world, kind) });
	cleanup();
	const { container } = show("/");
	await heading(/きょうすること/);
	expect(screen.getByText("接続先：").parentElement?.textContent).toContain(word);
	expect(container.querySelector(`[data-profile="${kind}"]`)).toBeTruthy();
	expect(container.querySelector(".ribbon") !== null).toBe(kind === "training");
});

test("with nothing to do home says so", async () => {
	await open("clerk");
	await heading("きょうすることはありません");
	expect(screen.getByText(/まだ何も送っていません/)).toBeTruthy();
});

test("a file handed over is settled only after a question", async () => {
	const { user } = await open("busy", "/records");
	await user.click(await button(/引き渡しが済みました/));
	expect((await platform.handOvers({ part: newest }))[0]?.settled_at).toBeNull();
	await user.click(await button("渡したか、消しました"));
	await heading("引き渡しはすべて済んでいます");
});

test("the log is paged, and its chain can be verified", async () => {
	const { user } = await open("auditor", "/records");
	await user.click(await button("書きかえられていないか確かめる"));
	expect(await screen.findByText(/\d+ 件、どれも書きかえられていません/)).toBeTruthy();
});

test("an administrator sees that files move, but is led to none that may not be opened", async () => {
	await open("admin-busy");
	await heading(/きょうすること/);
	expect(screen.getByText("kanyusha_3.csv")).toBeTruthy();
	expect(screen.queryByRole("link", { name: "加入者情報一括登録" })).toBeNull();
});

test("what the server may have said meanwhile is asked again when the shell tells of a change", async () => {
	const { world } = await open("log-in", "/", "hanako");
	await heading("きょうすることはありません");
	await world.control({ serve: null });
	// Somebody tries it elsewhere; this screen asked nothing.
	await platform.testConnection();
	expect(await screen.findByText("つながりません")).toBeTruthy();
});
