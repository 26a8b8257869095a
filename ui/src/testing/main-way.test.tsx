import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { newest } from "./newest";
import { button, field, firstServerPassword, heading, link, open, password, serverPassword } from "./open";

async function logIn(user: UserEvent, id: string) {
	await heading("ログインしてください");
	await user.type(await field("利用者ID"), id);
	await user.type(await field("パスワード"), `${password}{Enter}`);
	await heading(/きょうすること/);
}

const leave = async (user: UserEvent) => user.click(await button("ログアウト"));

async function prepare(user: UserEvent, path: string) {
	await user.click(await link("送る"));
	await user.type(await field("ファイルの場所"), path);
	await user.click(await button("検査する"));
}

test("a file goes from the clerk over the approver to a confirmed result", async () => {
	const { user, world } = await open("log-in");
	await logIn(user, "hanako");

	await prepare(user, world.file("kanyusha.csv"));
	await heading("このままでは送れません");
	expect(screen.getByText("仮レイアウト（公式仕様ではありません）")).toBeTruthy();
	await user.click(await button(/個人番号の検査用数字ちがい/));
	expect(await screen.findAllByText("「個人番号」の検査用数字（最後の桁）が合いません。")).toHaveLength(2);

	await user.click(await button("誤りの行を除いて送る…"));
	const asked = await screen.findByRole("dialog");
	expect(within(asked).getByText(/送っていない人/)).toBeTruthy();
	await user.click(within(asked).getByRole("button", { name: "9 行を除く" }));
	await user.click(await button("承認を頼む"));
	await heading("承認を待っています");
	await leave(user);

	await logIn(user, "ichiro");
	await user.click(await link("承認 1 件が待っています"));
	await user.click(await link(/内容を見る/));
	await heading("出ていく内容を見て、承認してください");
	expect(screen.getByText("991 行")).toBeTruthy();
	await user.click(await button("承認する"));
	await heading("承認しました");
	await leave(user);

	await logIn(user, "hanako");
	await user.click(await link("送信状況"));
	await user.click(await link("kanyusha.csv"));
	await heading("サーバーへのログインを待っています");
	await user.type(await field("サーバーの利用者ID"), "clerk");
	await user.type(await field("サーバーのパスワード"), `${firstServerPassword}{Enter}`);
	await user.type(await field("新しいパスワード"), serverPassword);
	await user.type(await field("新しいパスワード（もう一度）"), `${serverPassword}{Enter}`);
	await heading("結果が届きました");
	await user.click(await link("結果を見る"));

	await heading("988 件登録できました。3 件は登録できませんでした");
	expect(screen.getAllByText("この加入者は登録されていません").length).toBeGreaterThan(0);
	const path = await field("被保険者枝番を書き出す場所");
	expect((path as HTMLInputElement).value).toMatch(/\/Documents\/.*\.csv$/);
	await user.click(await button("被保険者枝番を書き出す"));
	await user.click(await button("登録されていない行を書き出す"));
	await waitFor(async () => expect(await platform.handOvers({ part: newest })).toHaveLength(2));
	await user.click(await button("結果を確認しました"));
	await heading("終わりました");
	expect((await platform.job({ id: 1 })).state).toBe("confirmed");

	await user.click(await link("授受簿を見る"));
	await heading("引き渡しの済んでいないファイルが 2 件あります");
});

test("a clean file asks for approval with the one filled button", async () => {
	const { user, world } = await open("clerk");
	await prepare(user, world.file("good.csv"));
	await heading("送れます");
	expect((await button("承認を頼む")).className).toContain("bg-blue-900");
	expect(screen.queryByText("誤りの行を除いて送る…")).toBeNull();
});

test("a sent-back file tells the clerk why", async () => {
	const { user } = await open("approver", "/jobs/4/approval");
	await user.click(await button("差し戻す…"));
	await user.click(await button("差し戻す"));
	expect(await screen.findByText("理由を入れてください。")).toBeTruthy();
	await user.type(await field("差し戻す理由"), "先週のファイルです");
	await user.click(await button("差し戻す"));
	await waitFor(async () => expect((await platform.job({ id: 4 })).history.at(-1)?.note).toBe("先週のファイルです"));
});

test("every kind stands under its heading, and the chosen one is sent", async () => {
	const { user, world } = await open("busy", "/send");
	await heading("送るファイルを選んでください");
	const copies = (await screen.findByText("副本の登録")).closest("details");
	expect(screen.getByText("加入者の登録").closest("details")?.open).toBe(true);
	expect(copies?.open).toBe(false);
	await user.click(screen.getByText("副本の登録"));
	await user.click(screen.getByRole("radio", { name: "資格情報" }));
	await user.type(await field("ファイルの場所"), world.file("shikaku.csv"));
	await user.click(await button("検査する"));
	await waitFor(async () => expect((await platform.jobs({ part: newest }))[0]?.kind).toBe("qualification"));
});

test("what was typed for sending survives a look at another screen", async () => {
	const { user } = await open("clerk", "/send");
	await user.type(await field("ファイルの場所"), "/tmp/half");
	await user.click(await link("送信状況"));
	await heading("まだ何も送っていません");
	await user.keyboard("{Escape}");
	await heading("送るファイルを選んでください");
	expect(((await field("ファイルの場所")) as HTMLInputElement).value).toBe("/tmp/half");
});
