import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { newest } from "./newest";
import { button, field, heading, open } from "./open";

test("a look-up wants purpose and reason, and tells the cost before it begins", async () => {
	const { user, world } = await open("looking-up", "/look-ups");
	await heading("番号を本人に聞く人が 2 人います");
	await user.type((await screen.findAllByLabelText("ファイルの場所"))[0] as HTMLElement, world.file("shokai_2.csv"));
	await user.click(await button("費用を見る"));
	expect(await screen.findByText("利用目的を入れてください。")).toBeTruthy();
	await user.selectOptions((await screen.findAllByLabelText("利用目的"))[0] as HTMLElement, "資格取得の届出");
	await user.type((await screen.findAllByLabelText("理由"))[0] as HTMLElement, "番号が届かない");
	await user.click(await button("費用を見る"));
	expect(await screen.findByText("多くて 110 円")).toBeTruthy();
	expect(await platform.jobs({ part: newest })).toHaveLength(1);
	await user.click(await button("この費用で、検査に進む"));
	await waitFor(async () => expect(await platform.jobs({ part: newest })).toHaveLength(2));
});

test("who wasn't found is asked, and leaves the list with what came of it", async () => {
	const { user } = await open("looking-up", "/look-ups");
	await user.click(await button("聞いた結果を書く：無名　存子"));
	const dialog = await screen.findByRole("dialog");
	await user.type(within(dialog).getByLabelText("どうなったか"), "事業主に頼んだ");
	await user.click(within(dialog).getByRole("button", { name: "書いて済ませる" }));
	await heading("番号を本人に聞く人が 1 人います");
	const asked = within(await screen.findByRole("table", { name: "聞き終わった人" }));
	expect(await asked.findByText(/^事業主に頼んだ/)).toBeTruthy();
	expect((await platform.peopleAsked({ part: newest })).map((line) => line.who.name)).toEqual(["無名　存子"]);
});

test("a number is typed twice, its check digit is told at once, and it is never shown", async () => {
	const { user } = await open("looking-up", "/numbers");
	await heading("基幹システムへ渡す番号が 1 件あります");
	await user.type(await field("番号"), "24");
	await user.type(await field("枝番（2桁）"), "00");
	await user.type(await field("カナ氏名"), "ミホン　イチロウ");
	await user.type(await field("生年月日"), "1990-05-05");
	await user.type(await field("個人番号"), "12345678901");
	expect(await screen.findByText("あと 1 桁")).toBeTruthy();
	await user.type(await field("個人番号"), "8");
	expect(await screen.findByText("✓ 検査用数字が合っています")).toBeTruthy();
	await user.type(await field("個人番号（もう一度）"), "548836529885");
	await user.click(await button("番号を入れる"));
	expect(await screen.findByText("上と同じものを入れてください。")).toBeTruthy();
	expect((await platform.numbers({ part: newest })).waiting).toHaveLength(1);
	expect(document.body.textContent).not.toContain("123456789018");
});

test("one person is looked up only with all five items and 性別 chosen", async () => {
	const { user } = await open("looking-up", "/look-ups");
	await user.click(await screen.findByText("1人だけ、5情報で照会する"));
	const form = within(screen.getByLabelText("住所").closest("form") as HTMLElement);
	for (const [label, text] of [
		["番号", "24"],
		["枝番（2桁）", "00"],
		["漢字氏名", "見本　一郎"],
		["カナ氏名", "ミホン　イチロウ"],
		["生年月日", "平成2年5月5日"],
		["本人に番号を求めた日", "20260401"],
	] as const)
		await user.type(form.getByLabelText(label), text);
	await user.selectOptions(form.getByLabelText("利用目的"), "資格取得の届出");
	await user.type(form.getByLabelText("理由"), "番号が届かない");
	await user.click(form.getByRole("button", { name: "検査に進む" }));
	expect(form.getByText("住所を入れてください。")).toBeTruthy();
	expect(form.getByText("性別をえらんでください。")).toBeTruthy();
	expect(await platform.jobs({ part: newest })).toHaveLength(1);
	await user.type(form.getByLabelText("住所"), "東京都千代田区霞が関１－２－２");
	await user.click(form.getByLabelText("男"));
	await user.click(form.getByRole("button", { name: "検査に進む" }));
	await waitFor(async () => expect(await platform.jobs({ part: newest })).toHaveLength(2));
});

test("a number that one holds is typed twice to be looked up", async () => {
	const { user } = await open("looking-up", "/look-ups");
	await user.click(await screen.findByText("1人だけ、持っている番号を確かめる"));
	const form = within(screen.getByLabelText("個人番号").closest("form") as HTMLElement);
	await user.type(form.getByLabelText("番号"), "24");
	await user.type(form.getByLabelText("枝番（2桁）"), "00");
	await user.type(form.getByLabelText("個人番号"), "123456789018");
	await user.type(form.getByLabelText("個人番号（もう一度）"), "548836529885");
	await user.selectOptions(form.getByLabelText("利用目的"), "個人番号の確認");
	await user.type(form.getByLabelText("理由"), "別の人とつながっていないか");
	await user.click(form.getByRole("button", { name: "検査に進む" }));
	expect(form.getByText("上と同じものを入れてください。")).toBeTruthy();
	await user.clear(form.getByLabelText("個人番号（もう一度）"));
	await user.type(form.getByLabelText("個人番号（もう一度）"), "123456789018");
	await user.click(form.getByRole("button", { name: "検査に進む" }));
	await waitFor(async () => expect(await platform.jobs({ part: newest })).toHaveLength(2));
	expect(document.body.textContent).not.toContain("123456789018");
});
