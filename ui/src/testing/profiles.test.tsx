import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import type { World } from "../platform/bridge";
import { button, field, heading, link, logIn, open, show } from "./open";

const inUse = async () => (await platform.profiles()).filter((each) => each.in_use).map((each) => each.name);

/** The clerk hands a file in, which is then checked. */
async function handIn(world: World, name: string): Promise<number> {
	await logIn("hanako");
	const { id } = await platform.takeIn({ path: world.file(name), kind: "member-registration", listed: null });
	await expect.poll(async () => (await platform.job({ id })).state).toBe("checked");
	return id;
}

test("before the place to connect to changes, colour, server and certificate are said; then the whole frame shows it", async () => {
	const { user, container } = await open("admin-several", "/certificates");
	await user.click(await button("総合運用テスト を使う…"));
	const dialog = await screen.findByRole("dialog", { name: "「総合運用テスト」に切り替えますか" });
	expect(dialog.textContent).toContain("札の「研修」が「総合運用テスト」に変わります");
	const after = within(dialog).getByRole("region", { name: "切り替えると" });
	expect(after.textContent).toContain("https://rehearsal.invalid/");
	await user.click(await button("やめる"));
	expect(await inUse()).toEqual(["研修"]);

	await user.click(await button("総合運用テスト を使う…"));
	await user.click(await button("この接続先に切り替える"));
	expect(await button("研修 を使う…")).toBeTruthy();
	expect(container.querySelector("[data-profile]")?.getAttribute("data-profile")).toBe("rehearsal");
	expect(await inUse()).toEqual(["総合運用テスト"]);
});

test("while a file is under way it does not change, and there is no way round", async () => {
	const { user, world, unmount } = await open("admin-several");
	unmount();
	await platform.requestApproval({ id: await handIn(world, "good.csv") });
	await logIn("admin");
	show("/certificates");
	await user.click(await button("総合運用テスト を使う…"));
	await user.click(await button("この接続先に切り替える"));
	expect((await screen.findByRole("alert")).textContent).toContain("K423");
	expect(await inUse()).toEqual(["研修"]);
});

test("one more place is added by the steps of the wizard, and is in use then", async () => {
	const { user, world } = await open("admin", "/certificates");
	await user.click(await link("接続先を追加する"));
	await heading("追加する接続先を決めてください");
	await user.click(await field(/^接続検証/));
	await user.type(await field("URL"), "https://verify.invalid/");
	await user.type(await field("保険者番号"), "06139992");
	await user.type(await field("端末の名前"), "terminal-01");
	await user.selectOptions(await field("回線の種類"), "ip-vpn");
	await user.type(await field("ネットワークID"), "NW-0042");
	await user.type(await field("証明書の場所"), world.file("pki/ca.pem"));
	await user.click(await button("指紋を表示する"));
	for (const box of await screen.findAllByRole("checkbox")) await user.click(box);
	await user.click(await button("接続先を登録して次へ"));
	await heading("証明書を取り込んでください");
	const found = await platform.profiles();
	expect(found.map(({ name }) => name).sort()).toEqual(["接続検証", "研修"]);
	expect(await inUse()).toEqual(["接続検証"]);
	expect(found.find((each) => each.in_use)?.line).toEqual({ kind: "ip-vpn", note: "NW-0042" });

	await user.click(await button("証明書が届いてから続ける"));
	await heading("つながるか確かめてください");
	await user.click(await button("あとで確かめる"));
	await heading("証明書がまだありません");
});

test("an internal test wants neither address nor certificate, and says so", async () => {
	const { user } = await open("admin", "/setup/new");
	await user.click(await field(/^機関内テスト/));
	expect(screen.queryByLabelText("URL")).toBeNull();
	await user.type(await field("保険者番号"), "06139992");
	await user.click(await button("接続先を登録して次へ"));
	await heading("ファイルの検査だけをします");
	const [used] = (await platform.profiles()).filter((each) => each.in_use);
	expect(used).toMatchObject({ kind: "file-test", url: "", insurer: "06139992" });
	expect(await button("研修 を使う…")).toBeTruthy();
});

test("a file that was checked for an internal test cannot be sent on", async () => {
	const { world, unmount } = await open("admin-file-test");
	unmount();
	const id = await handIn(world, "kikannai.csv");
	show(`/jobs/${id}`);
	await heading("誤りはありません");
	expect(await screen.findByText(/機関内テストなので、検査だけです/)).toBeTruthy();
	expect(screen.queryByRole("button", { name: "承認を頼む" })).toBeNull();
	expect(screen.queryByRole("link", { name: "サーバーへログイン" })).toBeNull();
});

test("what was typed of a place is there another day; a password is not", async () => {
	const { user, unmount } = await open("admin-unfinished", "/setup");
	await user.click(await field(/^総合運用テスト/));
	await user.type(await field("URL"), "https://half.invalid/");
	await user.click(await screen.findByText(/プロキシについて/));
	await user.type(await field("そのパスワード"), "himitsu");
	await user.click(await button("もどる"));
	unmount();
	expect(JSON.stringify(await platform.placeDraft())).not.toContain("himitsu");
	show("/setup");
	await heading("接続先を決めてください");
	expect(((await field("URL")) as HTMLInputElement).value).toBe("https://half.invalid/");
	expect(((await field(/^総合運用テスト/)) as HTMLInputElement).checked).toBe(true);
});

test("the line is noted later too, and stands on the set-up sheet", async () => {
	const { user } = await open("admin", "/certificates");
	await user.click(await button("回線を控える…"));
	await user.click(await button("この回線を控える"));
	expect(screen.getByText(/回線の種類を選んでください/)).toBeTruthy();
	await user.selectOptions(await field("回線の種類"), "ipsec");
	await user.type(await field("業者と契約の番号"), "練習通信 77");
	await user.click(await button("この回線を控える"));
	const sheet = await screen.findByLabelText("設定の控え");
	expect(await within(sheet).findByText(/^IPsec\+IKE.練習通信 77$/)).toBeTruthy();
	expect(await button("設定の控えを印刷する")).toBeTruthy();
});
