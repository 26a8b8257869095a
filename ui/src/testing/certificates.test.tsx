import { rmSync } from "node:fs";
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { button, field, heading, link, open, p12PassPhrase } from "./open";

const line = async (id: number) => (await platform.certificates()).find((each) => each.id === id);
const inUse = async () => (await platform.certificates()).filter((each) => each.in_use).map((each) => each.id);
const anchors = async () => (await platform.profiles())[0]?.anchors ?? [];
const lists = async () => (await anchors()).map(({ revocation }) => revocation?.state ?? null);

test("the inventory keeps registration and validity apart, with papers, a change-over and an end", async () => {
	const { user } = await open("admin-expiring", "/certificates");
	const table = await screen.findByRole("table", { name: "証明書の台帳" });
	expect(within(table).getAllByText("設定済")[0]).toBeTruthy();
	expect(within(table).getByText("まもなく期限（あと 20 日）")).toBeTruthy();
	await user.click(await link("証明書2"));
	await heading("証明書2は「設定済」です");

	await user.type(await field("発行通知書の番号"), "発 2026-17");
	await user.type(await field("控えの場所"), "金庫 2段目");
	await user.click(await button("書類を記録する"));
	expect(await screen.findByText("記録しました")).toBeTruthy();
	expect(await line(2)).toMatchObject({ notice: "発 2026-17", backup: { place: "金庫 2段目" } });

	await user.click(await button("記録する"));
	expect(screen.getByText(/何をしたかを選んで/)).toBeTruthy();
	await user.click(await field(/失効を申請した/));
	await user.click(await button("記録する"));
	expect(screen.getByText(/理由を入れてください/)).toBeTruthy();
	await user.type(await field("理由"), "端末の入れ替え");
	await user.click(await button("記録する"));
	await heading("証明書2は「失効申請中」です");
	expect(screen.queryByText(/失効を申請した/)).toBeNull();
});

test("a request whose certificate never came is given up, with a reason", async () => {
	const { user } = await open("admin-renewing", "/certificates/3");
	await heading("証明書3は「申請中」です");
	expect(screen.queryByText(/失効を申請した/)).toBeNull();
	await user.type(await field("理由"), "申請しなおす");
	await user.click(await button("記録する"));
	await heading("証明書3は「廃棄」です");
	expect((await line(3))?.registration).toBe("disposed");
});

test("a certificate for later waits beside the one in use, with its warning, and asks for a day", async () => {
	const { user } = await open("admin-renewing", "/certificates");
	const table = await screen.findByRole("table", { name: "証明書の台帳" });
	expect(within(table).getByText("まだ始まっていません")).toBeTruthy();
	expect(within(table).getByText(/▲ 注意があります/)).toBeTruthy();
	await user.click(await link("証明書2"));
	await heading("証明書2は「設定済」です");
	expect(screen.getByText(/「terminal-02」という端末の証明書です/)).toBeTruthy();
	await user.click(await button("切り替える"));
	expect(screen.getByText(/切り替える日を入れてください/)).toBeTruthy();
	await user.type(await field("切り替える日"), "2030-01-07");
	await user.click(await button("切り替える"));
	await screen.findByText("2030年1月7日 から");
	expect(await inUse()).toEqual([1]);
});

test("a renewed certificate stands beside the old one, and one can go back", async () => {
	const { user, world } = await open("admin", "/certificates");
	await user.click(await button("新しい証明書を取り込む…"));
	await user.type(await field(/証明書のファイル（/), world.file("renewed.p12"));
	await user.type(await field("証明書のパスフレーズ"), p12PassPhrase);
	await user.click(await button("中身を確かめる"));
	await user.click(await button("証明書を取り込む"));
	const table = await screen.findByRole("table", { name: "証明書の台帳" });
	expect(await within(table).findByText("証明書2")).toBeTruthy();
	expect(await inUse()).toEqual([2]);
});

test("whoever sends a file is reminded of the expiry", async () => {
	await open("expiring", "/send");
	expect(await screen.findByText(/証明書の期限まで、あと 20 日です/)).toBeTruthy();
});

test("a new authority stands beside the old one, and each one's list of revocations has its place and its rule", async () => {
	const { user, world } = await open("admin", "/certificates");
	const first = (await anchors())[0]?.subject;
	const second = "CN=練習用の第二認証局";
	await user.click(await screen.findByText(/認証局と失効一覧/));
	expect(screen.queryByRole("button", { name: /を外す/ })).toBeNull();
	await user.type(await field("新しい認証局の証明書"), world.file("second.pem"));
	await user.click(await button("認証局を加える"));
	expect(screen.getByText(/指紋を入れてください/)).toBeTruthy();
	const { sha256 } = await platform.readTrust({ path: world.file("second.pem") });
	await user.type(await field(/その指紋/), sha256);
	await user.click(await button("認証局を加える"));

	await user.click(await button(`${first} の失効一覧の場所を決める…`));
	await user.click(await button("場所を決めて取る"));
	expect(screen.getByText(/失効一覧の場所を入れてください/)).toBeTruthy();
	await user.type(await field("失効一覧の場所"), world.file("pki/crl.pem"));
	await user.click(await field(/一覧がないあいだは/));
	await user.click(await button("場所を決めて取る"));
	expect(await screen.findByText("新しい一覧があります")).toBeTruthy();
	expect(await lists()).toEqual(["fresh", null]);
	const stops = (await anchors())[0]?.revocation?.stops_when_unavailable;
	expect(stops).toBe(true);

	await user.click(await button(`${second} の失効一覧の場所を決める…`));
	await user.type(await field("失効一覧の場所"), world.file("second.crl"));
	await user.click(await button("場所を決めて取る"));
	await button(`${second} の失効一覧を取りなおす`);
	expect(await lists()).toEqual(["fresh", "fresh"]);
	rmSync(world.file("second.crl"));
	await user.click(await button(`${second} の失効一覧を取りなおす`));
	expect(await screen.findByText("▲ 一覧を取れません")).toBeTruthy();
	expect(await lists()).toEqual(["fresh", "unreachable"]);
	await user.click(await button(`${second} の失効一覧を使うのをやめる`));
	expect(await screen.findByText(/使っていません。サーバーが失効を確かめます/)).toBeTruthy();
	expect(await lists()).toEqual(["fresh", null]);

	await user.click(await button(`${first} を外す`));
	await waitFor(async () => expect((await anchors()).map((anchor) => anchor.sha256)).toEqual([sha256]));
});

test("an authority between has its list of revocations by its own name and fingerprint", async () => {
	const { user, world } = await open("admin-renewing", "/certificates");
	await user.click(await screen.findByText(/認証局と失効一覧/));
	const [between] = (await platform.profiles())[0]?.intermediates ?? [];
	expect(await screen.findByText("（信頼する認証局の下にある中間認証局）")).toBeTruthy();
	expect(screen.getByText(between?.sha256 ?? "?")).toBeTruthy();
	await user.click(await button("CN=練習用の中間認証局 の失効一覧の場所を決める…"));
	await user.type(await field("失効一覧の場所"), world.file("between.crl"));
	await user.click(await button("場所を決めて取る"));
	await button("CN=練習用の中間認証局 の失効一覧を取りなおす");
	const [used] = await platform.profiles();
	const all = [...(used?.anchors ?? []), ...(used?.intermediates ?? [])];
	expect(all.map(({ revocation }) => revocation?.state)).toEqual(["fresh", "unreachable", "fresh"]);
});
