import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { button, field, heading, open } from "./open";

const none = { before: null, words: "", most: 100 };

test("an employer's file is received with how it came, and what is wrong goes back to the employer", async () => {
	const { user, world } = await open("delivered", "/collection");
	await heading("番号が足りない人が 12 人います");
	expect(screen.getByText("見本工業")).toBeTruthy();
	await user.type(await field("ファイルの場所"), world.file("atarashii.csv"));
	await user.click(await button("受け取って検査する"));
	expect(await screen.findByText("どう届いたかを入れてください。")).toBeTruthy();
	await user.selectOptions(await field("どう届いたか"), "持参");
	await user.click(await button("受け取って検査する"));
	await heading(/5 人の番号を渡せます/);
	expect((await platform.collection({ part: none })).files).toHaveLength(2);
	const lines = await platform.handOvers({ part: none });
	expect(lines[0]?.incoming).toMatchObject({ how: "持参" });
});

test("whose number may not go yet is shown by row, with the number masked", async () => {
	await open("delivered", "/collection/1");
	await heading("架空商事：2 人の番号は、まだ渡せません");
	expect(screen.getByText("架空商事に直してもらうこと")).toBeTruthy();
	// As the employer's sheet counts them: the heading is its first row.
	expect(screen.getAllByText("4").length).toBeGreaterThan(0);
	expect(document.body.textContent).not.toContain("123456789012");
	expect(screen.getByText(/4321-0000-1111/)).toBeTruthy();
});

test("who is late is reminded, and it is noted how", async () => {
	const { user } = await open("delivered", "/collection");
	await user.click(await button("知らせる：見本工業"));
	const dialog = within(await screen.findByRole("dialog"));
	await user.clear(dialog.getByLabelText("どう知らせるか"));
	await user.type(dialog.getByLabelText("どう知らせるか"), "電話");
	await user.click(dialog.getByRole("button", { name: "記録する" }));
	expect(await dialog.findByText(/知らせたことを記録しました/)).toBeTruthy();
	const { waiting } = await platform.collection({ part: none });
	expect(waiting.find((line) => line.name === "見本工業")?.reminded[0]).toMatchObject({ how: "電話" });
});

test("what is due goes at once, and nothing before its time without a second person", async () => {
	const { user } = await open("delivered", "/records");
	await user.click(await button("保存期間の過ぎたものを、いま廃棄する"));
	expect(await screen.findByText("廃棄するものはありませんでした。")).toBeTruthy();
	await user.click(await button("送信のファイルを、期限の前に廃棄する…"));
	const dialog = within(await screen.findByRole("dialog"));
	await user.click(dialog.getByRole("button", { name: "廃棄する" }));
	expect(await dialog.findByText("もう1人の利用者IDを入れてください。")).toBeTruthy();
	await user.type(dialog.getByLabelText("送信の番号"), "99");
	await user.type(dialog.getByLabelText("廃棄する理由"), "取りちがえ");
	await user.type(dialog.getByLabelText("もう1人の利用者ID"), "ichiro");
	await user.type(dialog.getByLabelText("その人のパスワード"), "rensyu-password");
	await user.click(dialog.getByRole("button", { name: "廃棄する" }));
	expect(await dialog.findByText(/送信99はありません/)).toBeTruthy();
});
