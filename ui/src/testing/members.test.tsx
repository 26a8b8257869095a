import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { newest } from "./newest";
import { button, field, heading, open } from "./open";

test("one person typed becomes a checked file of one row, by the columns of the definition", async () => {
	const { user } = await open("clerk", "/members");
	await heading("加入者の登録と照合");
	const before = (await platform.jobs({ part: newest })).length;
	for (const [label, text] of [
		["届出受理日", "20260402"],
		["資格取得日", "令和8年4月1日"],
		["記号", "１０１"],
		["番号", "77"],
		["枝番（2桁）", "00"],
		["漢字氏名", "練習　花子"],
		["カナ氏名", "レンシュウ　ハナコ"],
		["生年月日", "昭和59年3月9日"],
		["郵便番号", "1000001"],
		["住所", "東京都千代田区千代田1-1"],
		["個人番号", "123456789018"],
		["個人番号（もう一度）", "123456789019"],
	] as const)
		await user.type(await field(label), text);
	await user.selectOptions(await field("続柄"), "0 本人");
	await user.selectOptions(await field("性別"), "2 女");
	await user.selectOptions(await field("取得経路"), "1 事業主");
	await user.click(await button("検査に進む"));
	expect(await screen.findByText("上と同じものを入れてください。")).toBeTruthy();
	expect(await platform.jobs({ part: newest })).toHaveLength(before);
	await user.clear(await field("個人番号（もう一度）"));
	await user.type(await field("個人番号（もう一度）"), "123456789018");
	await user.click(await button("検査に進む"));
	await waitFor(async () => {
		const [job] = await platform.jobs({ part: newest });
		expect(job).toMatchObject({ rows: 1, error_rows: 0, file_name: "1人の加入者情報" });
	});
	expect(document.body.textContent).not.toContain("123456789018");
});

test("the list of the 基幹システム is held against whom this terminal saw registered", async () => {
	const { user, world } = await open("mismatched", "/members");
	await heading("加入者の登録と照合");
	await user.type(await field("一覧の場所"), world.file("moved_7.csv"));
	await user.click(await button("比べて書き出す…"));
	const dialog = within(await screen.findByRole("dialog"));
	await user.clear(await dialog.findByLabelText("書き出す場所"));
	await user.type(await dialog.findByLabelText("書き出す場所"), world.file("chigai.csv"));
	await user.click(dialog.getByRole("button", { name: "書き出す" }));
	expect(await dialog.findByText(/授受簿に載せました/)).toBeTruthy();
	await user.click(dialog.getByRole("button", { name: "閉じる" }));
	const found = screen.getByText("登録した人").closest("dl") as HTMLElement;
	expect(within(found).getByText("2 人")).toBeTruthy();
	// One of the list, one whom the list lacks.
	expect(within(found).getAllByText("1 人")).toHaveLength(2);
});
