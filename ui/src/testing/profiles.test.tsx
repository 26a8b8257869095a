import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { newJob } from "../mock/jobs";
import { scenarios } from "../mock/scenarios";
import { button, field, heading, link, open } from "./open";

/** A scenario with nothing under way. */
function calm(scenario: string) {
	const world = scenarios[scenario]?.();
	if (!world) throw new Error("no scenario");
	return { ...world, jobs: [] };
}

test("before the place to connect to changes, colour, server and certificate are said; then the whole frame shows it", async () => {
	const { user, world, container } = open("admin-several", "/certificates");
	await user.click(await button("総合運用テスト を使う…"));
	const dialog = await screen.findByRole("dialog", { name: "「総合運用テスト」に切り替えますか" });
	expect(dialog.textContent).toContain("札の「研修」が「総合運用テスト」に変わります");
	const after = within(dialog).getByRole("region", { name: "切り替えると" });
	expect(after.textContent).toContain("https://rehearsal.invalid/");
	await user.click(await button("やめる"));
	expect(world.profiles.find((each) => each.in_use)?.name).toBe("研修");

	await user.click(await button("総合運用テスト を使う…"));
	await user.click(await button("この接続先に切り替える"));
	expect(await button("研修 を使う…")).toBeTruthy();
	expect(container.querySelector("[data-profile]")?.getAttribute("data-profile")).toBe("rehearsal");
	expect(world.profiles.filter((each) => each.in_use).map((each) => each.name)).toEqual(["総合運用テスト"]);
});

test("while a file is under way it does not change, and there is no way round", async () => {
	const given = calm("admin-several");
	const jobs = [newJob(1, given, { state: "awaiting-approval", state_title: "承認待ち" })];
	const { user, world } = open(() => ({ ...given, jobs }), "/certificates");
	await user.click(await button("総合運用テスト を使う…"));
	await user.click(await button("この接続先に切り替える"));
	expect((await screen.findByRole("alert")).textContent).toContain("K423");
	expect(world.profiles.find((each) => each.in_use)?.name).toBe("研修");
});

test("one more place is added by the steps of the wizard, and is in use then", async () => {
	const { user, world } = open(() => calm("admin"), "/certificates");
	await user.click(await link("接続先を足す"));
	await heading("足す接続先を決めてください");
	await user.click(await field(/^接続検証/));
	await user.type(await field("URL"), "https://verify.invalid/");
	await user.type(await field("保険者番号"), "06139999");
	await user.type(await field("端末の名前"), "terminal-01");
	await user.selectOptions(await field("回線の種類"), "ip-vpn");
	await user.type(await field("ネットワークID"), "NW-0042");
	await user.type(await field("証明書の場所"), "/tmp/ca.pem");
	await user.click(await button("指紋を表示する"));
	for (const box of await screen.findAllByRole("checkbox")) await user.click(box);
	await user.click(await button("接続先を登録して次へ"));
	await heading("証明書を取り込んでください");
	expect(world.profiles.map(({ name, in_use: used }) => [name, used])).toEqual([
		["研修", false],
		["接続検証", true],
	]);
	expect(world.profiles[1]?.line).toEqual({ kind: "ip-vpn", note: "NW-0042" });

	await user.click(await button("証明書が届いてから続ける"));
	await heading("つながるか確かめてください");
	await user.click(await button("あとで確かめる"));
	await heading("証明書がまだありません");
});

test("an internal test wants neither address nor certificate, and says so", async () => {
	const { user, world } = open(() => calm("admin"), "/setup/new");
	await user.click(await field(/^機関内テスト/));
	expect(screen.queryByLabelText("URL")).toBeNull();
	await user.type(await field("保険者番号"), "06139999");
	await user.click(await button("接続先を登録して次へ"));
	await heading("ファイルの検査だけをします");
	expect(world.profiles.at(-1)).toMatchObject({ kind: "file-test", url: "", in_use: true, insurer: "06139999" });
	expect(await button("研修 を使う…")).toBeTruthy();
});

test("a file that was checked for an internal test cannot be sent on", async () => {
	const given = calm("admin-file-test");
	const person = given.users.find((user) => user.id === "hanako") ?? null;
	const jobs = [newJob(1, given, { state: "checked", state_title: "検査済", stays_here: true })];
	open(() => ({ ...given, person, jobs }), "/jobs/1");
	await heading("誤りはありません");
	expect(await screen.findByText(/機関内テストなので、検査だけです/)).toBeTruthy();
	expect(screen.queryByRole("button", { name: "承認を頼む" })).toBeNull();
	expect(screen.queryByRole("link", { name: "サーバーへログイン" })).toBeNull();
});

test("what was typed of a place is there another day; a password is not", async () => {
	const { user, world, unmount } = open("admin-unfinished", "/setup");
	await user.click(await field(/^総合運用テスト/));
	await user.type(await field("URL"), "https://half.invalid/");
	await user.click(await screen.findByText(/プロキシについて/));
	await user.type(await field("そのパスワード"), "himitsu");
	await user.click(await button("もどる"));
	unmount();
	expect(JSON.stringify(world.placeDraft)).not.toContain("himitsu");
	const again = open(() => world, "/setup");
	await heading("接続先を決めてください");
	expect(((await field("URL")) as HTMLInputElement).value).toBe("https://half.invalid/");
	expect(((await field(/^総合運用テスト/)) as HTMLInputElement).checked).toBe(true);
	again.unmount();
});

test("the line is noted later too, and stands on the set-up sheet", async () => {
	const { user } = open("admin", "/certificates");
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
