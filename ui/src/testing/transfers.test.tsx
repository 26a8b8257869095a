import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { button, field, heading, link, open, serverPassword } from "./open";

type User = Awaited<ReturnType<typeof open>>["user"];

/** The session at the server is over: whoever asks logs in on the spot, and what was asked for goes on. */
async function logInAtServer(user: User) {
	await user.type(await field("サーバーのパスワード"), serverPassword);
	await user.click(await button("サーバーへログインする"));
}

test("the master is fetched, told in words, and written out for the core system", async () => {
	const { user, world } = await open("looking-up", "/masters");
	await heading("配信マスターは、まだありません");
	await user.click(await button("サーバーから受け取る"));
	await logInAtServer(user);
	await heading("配信マスターは版3です");
	expect(await screen.findByText("全件")).toBeTruthy();
	await user.click(await button("全件を書き出す…"));
	const dialog = within(await screen.findByRole("dialog"));
	const path = await dialog.findByLabelText("書き出す場所");
	await user.clear(path);
	await user.type(path, world.file("master.csv"));
	await user.click(dialog.getByRole("button", { name: "書き出す" }));
	expect(await screen.findByText(/授受簿に載せました/)).toBeTruthy();
	await user.click(dialog.getByRole("button", { name: "閉じる" }));
	await user.click(await link("版3"));
	await heading("版3は、最初の版です");
});

test("the queue says why a file waits", async () => {
	await open("held", "/queue");
	await heading("1 件が送信の途中です");
	const table = within(screen.getByRole("table", { name: "送信待ち" }));
	expect(table.getByText(/通信が途中で切れました/)).toBeTruthy();
});

test("a procedure brings whom to ask for what, and nothing begins without a person", async () => {
	const { user } = await open("looking-up", "/inquiries");
	await heading("まだ何も照会していません");
	await user.click(await screen.findByLabelText("被扶養者の検認 → 市区町村"));
	expect((await screen.findByLabelText("住民票関係情報")).closest("input")?.checked).toBe(true);
	expect(screen.getByLabelText("地方税関係情報")).toBeTruthy();
	expect(screen.queryByLabelText("老齢年金給付関係情報")).toBeNull();
	await user.click((await screen.findAllByRole("button", { name: "検査に進む" }))[0] as HTMLElement);
	expect(await screen.findByText("被保険者枝番を入れてください。")).toBeTruthy();
	expect((await platform.inquiries({ part: { before: null, words: "", most: 10 } })).lines).toHaveLength(0);
});

test("the records and the symbols are asked of the server when somebody wants them", async () => {
	const { user, unmount } = await open("looking-up", "/inquiries/records");
	await heading("情報提供等記録を、サーバーで見ます");
	await user.click(await button("サーバーに聞く"));
	await logInAtServer(user);
	await heading(/^情報提供等記録が \d+ 件あります$/);
	unmount();
});

test("the symbols are counted by how they stand", async () => {
	const { user } = await open("looking-up", "/symbols");
	await heading("機関別符号がそろったかを、サーバーに聞きます");
	await field("被保険者枝番で探す");
	await user.click(await button("サーバーに聞く"));
	await logInAtServer(user);
	expect((await screen.findByText(/取得済 \d+ 人/)).textContent).toMatch(/失敗 \d+ 人/);
});
