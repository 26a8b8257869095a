import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { screen, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { platform } from "../platform";
import type { World } from "../platform/bridge";
import { button, dataPassPhrase, field, heading, open, p12PassPhrase, show } from "./open";

const secret = "correct-horse-battery";

async function registerAdmin(user: UserEvent) {
	await user.type(await field("データを守るパスフレーズ"), dataPassPhrase);
	await user.type(await field("データを守るパスフレーズ（もう一度）"), dataPassPhrase);
	await user.type(await field("利用者ID"), "admin");
	await user.type(await field("名前"), "管理 桜");
	await user.type(await field("パスワード"), secret);
	await user.type(await field("パスワード（もう一度）"), secret);
	await user.click(await button("管理者を登録して次へ"));
	await heading("接続先を決めてください");
}

async function addUser(user: UserEvent, id: string, role: string) {
	await user.type(await field("利用者ID"), id);
	await user.type(await field("名前"), `練習 ${id}`);
	await user.type(await field("最初のパスワード"), secret);
	await user.click(screen.getByRole("checkbox", { name: new RegExp(role) }));
	await user.click(await button("利用者を追加する"));
	await screen.findByRole("cell", { name: id });
}

test("the whole set-up, from nothing to the login screen", async () => {
	const { user, world } = await open("fresh");
	await registerAdmin(user);

	await user.click(await field(/^研修/));
	await user.type(await field("URL"), "https://localhost:8443/");
	await user.type(await field("保険者番号"), "06990014");
	await user.type(await field("端末の名前"), "terminal-01");
	await user.type(await field("証明書の場所"), world.file("pki/ca.pem"));
	await user.click(await button("指紋を表示する"));
	for (const box of (await screen.findAllByRole("checkbox")).slice(0, 7)) await user.click(box);
	await user.click(await button("接続先を登録して次へ"));
	expect((await screen.findByRole("alert")).textContent).toContain("8組すべて");
	expect(await platform.profiles()).toHaveLength(0);
	await user.click(screen.getAllByRole("checkbox")[7] as HTMLElement);
	await user.click(await button("接続先を登録して次へ"));

	await heading("証明書を取り込んでください");
	await user.type(await field(/証明書のファイル（/), world.file("terminal.p12"));
	await user.type(await field("証明書のパスフレーズ"), "wrong");
	await user.click(await button("中身を確かめる"));
	expect((await screen.findByRole("alert")).textContent).toContain("K201");
	await user.clear(await field("証明書のパスフレーズ"));
	await user.type(await field("証明書のパスフレーズ"), p12PassPhrase);
	await user.type(await field("委任状（あれば）"), "練習システム 2026-11-01");
	await user.click(await button("中身を確かめる"));
	expect(await screen.findByText(/O=06990014/)).toBeTruthy();
	await user.click(await button("証明書を取り込む"));

	await heading("つながるか確かめてください");
	await user.click(await button("つながるか確かめる"));
	await heading("つながりました");
	expect(screen.getByText("水 08:00–21:00、土 08:00–12:00")).toBeTruthy();
	await user.click(await button("次へ"));

	await heading("利用者を追加してください");
	await addUser(user, "hanako", "業務担当者");
	await addUser(user, "ichiro", "承認者");
	await heading("利用者がそろいました");
	await user.click(await button("次へ"));
	await heading("はじめの設定が終わりました");
	const record = screen.getByLabelText("設定の控え");
	await within(record).findByText("練習システム 2026-11-01");
	const serial = (await platform.certificates())[0]?.serial;
	for (const words of ["06990014", "terminal-01", serial, "練習システム 2026-11-01", "hanako"])
		expect(record.textContent).toContain(words);
	await user.click(await button("ログイン画面へ"));
	await heading("ログインしてください");
	await platform.logIn({ user: "admin", password: secret });
	expect((await platform.users()).map((each) => each.roles[0])).toEqual(["admin", "clerk", "approver"]);
});

test("going back and forth loses nothing that was typed", async () => {
	const { user } = await open("fresh");
	await registerAdmin(user);
	await user.type(await field("URL"), "https://example.invalid/");
	await user.type(await field("端末の名前"), "窓口の端末");
	await user.click(await button("もどる"));
	await heading("この端末の管理者は決まっています");
	await user.click(await button("次へ"));
	expect(((await field("URL")) as HTMLInputElement).value).toBe("https://example.invalid/");
	expect(((await field("端末の名前")) as HTMLInputElement).value).toBe("窓口の端末");
	await user.keyboard("{Escape}");
	await heading("この端末の管理者は決まっています");
});

test("wrong input is named at its field, takes the focus, and goes nowhere", async () => {
	const { user } = await open("fresh");
	await user.type(await field("利用者ID"), "admin");
	await user.type(await field("名前"), "管理 桜");
	await user.type(await field("パスワード"), "short");
	await user.click(await button("管理者を登録して次へ"));
	const password = await field("パスワード");
	expect(document.activeElement).toBe(password);
	const described = password.getAttribute("aria-describedby")?.split(" ") ?? [];
	expect(described.map((id) => document.getElementById(id)?.textContent).join()).toContain("12文字以上にしてください");
	expect((await platform.start()).stage).toBe("set-up");
});

test("without a key store a pass phrase is wanted; the sheet fills in the rest", async () => {
	const { user } = await open("fresh-sheet");
	expect((await platform.start()).key_store_available).toBe(false);
	await registerAdmin(user);
	expect(((await field("保険者番号")) as HTMLInputElement).value).toBe("06990014");
	expect(((await field(/^研修/)) as HTMLInputElement).checked).toBe(true);
});

test("an administrator comes back to the step that is still open", async () => {
	const { user } = await open("admin-unfinished");
	await heading("きょうすること");
	await user.click(await screen.findByRole("link", { name: /設定する/ }));
	await heading("接続先を決めてください");
});

test("route B: key and request made here, left and taken up again, the certificate installed when it comes", async () => {
	const { user, world, unmount } = await open("admin-asking", "/setup");
	await heading("証明書を取り込んでください");
	await user.click(await field(/この端末で鍵を作って申請する/));
	writeFileSync(world.file("taken.csr"), "");
	await user.clear(await field("申請ファイルを書き出す場所"));
	await user.type(await field("申請ファイルを書き出す場所"), world.file("taken.csr"));
	await user.click(await button("鍵と申請ファイルを作る"));
	expect((await screen.findByRole("alert")).textContent).toContain("K111");
	expect(await platform.certificates()).toHaveLength(0);
	await user.clear(await field("申請ファイルを書き出す場所"));
	await user.type(await field("申請ファイルを書き出す場所"), world.file("terminal.csr"));
	await user.click(await button("鍵と申請ファイルを作る"));
	expect(await screen.findByText(/証明書が届いたら続けてください/)).toBeTruthy();
	expect((await platform.certificates())[0]?.registration).toBe("requested");
	unmount();

	const again = show("/setup");
	await heading("証明書を取り込んでください");
	await again.user.click(await button("申請ファイルをもう一度書き出す…"));
	await again.user.click(await button("書き出す"));
	expect(await screen.findByText(/\.csr に書き出しました/)).toBeTruthy();
	await again.user.click(await button("閉じる"));
	await again.user.type(await field(/発行通知書の番号/), "発 2026-17");
	await again.user.type(await field(/届いた証明書（/), world.file("second.pem"));
	await again.user.click(await button("届いた証明書を設定する"));
	expect((await screen.findByRole("alert")).textContent).toContain("K225");
	await again.user.clear(await field(/届いた証明書（/));
	await again.user.type(await field(/届いた証明書（/), issued(world));
	await again.user.click(await button("届いた証明書を設定する"));
	await heading("つながるか確かめてください");
	expect((await platform.certificates())[0]).toMatchObject({
		registration: "installed",
		notice: "発 2026-17",
		in_use: true,
	});
});

/** The authority issues what the request of this terminal asks for. */
function issued(world: World): string {
	const [ca, out] = [world.file("pki/ca.pem"), world.file("terminal.pem")];
	const [key, ext] = [world.file("pki/ca.key.pem"), world.file("terminal.ext")];
	writeFileSync(ext, "extendedKeyUsage = clientAuth\n");
	const what = ["-req", "-in", world.file("terminal.csr"), "-extfile", ext, "-days", "400", "-out", out];
	execFileSync("openssl", ["x509", ...what, "-CA", ca, "-CAkey", key], { stdio: "pipe" });
	return out;
}

/** Asks for a certificate for the place in use. */
async function ask(world: World) {
	await platform.requestCertificate({ terminal: null, path: world.file("terminal.csr") });
}

/** One more place, in use from now on. */
async function moveOn(world: World) {
	await platform.addProfile({
		profile: {
			name: "接続検証",
			kind: "connection-test",
			url: "https://verify.invalid/",
			insurer: "06139992",
			terminal: "terminal-01",
			trust_path: world.file("pki/ca.pem"),
			trust_fingerprint: null,
			proxy: null,
			line: null,
			way: "direct",
			put_in_use: true,
		},
	});
}

test("papers stand with the certificate that was just put in, not with the same one of another place", async () => {
	const { world, unmount } = await open("admin");
	unmount();
	await moveOn(world);
	await ask(world);
	const { user } = show("/setup");
	await heading("証明書を取り込んでください");
	await user.type(await field(/発行通知書の番号/), "発 2026-18");
	await user.type(await field(/届いた証明書（/), issued(world));
	await user.click(await button("届いた証明書を設定する"));
	await heading("つながるか確かめてください");
	expect((await platform.certificates()).map(({ profile, notice }) => [profile, notice])).toEqual([
		["接続検証", "発 2026-18"],
		["研修", null],
	]);
});

test("a request for another place to connect to stands in nobody's way", async () => {
	const { world, unmount } = await open("admin-asking");
	unmount();
	await ask(world);
	await moveOn(world);
	const { user } = show("/setup");
	await heading("証明書を取り込んでください");
	expect(((await field(/証明書のファイルを受け取った/)) as HTMLInputElement).checked).toBe(true);
	await user.click(await field(/この端末で鍵を作って申請する/));
	expect(await button("鍵と申請ファイルを作る")).toBeTruthy();
});

test("of several certificates in a file one is chosen", async () => {
	const { user, world } = await open("admin-asking", "/setup");
	await user.type(await field(/証明書のファイル（/), world.file("two.p12"));
	await user.type(await field("証明書のパスフレーズ"), p12PassPhrase);
	await user.click(await button("中身を確かめる"));
	await user.click(await field(/terminal-02/));
	await user.click(await button("証明書を取り込む"));
	await heading("つながるか確かめてください");
	const [inUse] = (await platform.profiles()).map((profile) => profile.certificate?.subject);
	expect(inUse).toContain("terminal-02");
});
