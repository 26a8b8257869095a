import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { button, field, heading, open } from "./open";

const table = ["項目名\t型\t桁数\t必須", "従業員番号\t数字\t8\t○", "呼び名\t文字\t20\t", "個人番号\t\t12\t○"].join(
	"\n",
);

test("a pasted table of columns becomes a definition, once a person has said what a column means", async () => {
	const { user } = await open("admin", "/definitions/draft");
	await heading("定義を下書きします");
	await user.click(await field("ファイルの代わりに、表を貼り付ける"));
	await user.paste(table);
	await user.type(await field("版"), "自前-2027.1");
	await user.selectOptions(await field("ファイルの種類"), "事業主からの収集様式");
	await user.click(await button("下書きする"));
	await heading(/^3 項目を読みました/);
	await user.selectOptions(await screen.findByLabelText("呼び名の意味"), "氏名");
	expect(await screen.findByText("指定")).toBeTruthy();
	const columns = within(screen.getByRole("table", { name: "項目" }));
	expect((columns.getByLabelText("従業員番号は必須") as HTMLInputElement).checked).toBe(true);
});

test("a sample is read by its draft, row by row, and the draft is kept with its version", async () => {
	const { user, world } = await open("delivered", "/definitions/draft", "admin");
	await heading("定義を下書きします");
	await user.click(await button("下書きする"));
	expect(await screen.findByText(/ファイルを選ぶか、表を貼り付けてください/)).toBeTruthy();
	await user.type(await field("見本か、項目の一覧表"), world.file("atarashii.csv"));
	await user.type(await field("版"), "自前-2027.1");
	await user.type(await field("使いはじめる日"), "2099-01-01");
	await user.click(await button("下書きする"));
	const sample = within(await screen.findByRole("table", { name: "見本を読んだところ" }));
	expect(sample.getAllByText(/^••••/).length).toBeGreaterThan(0);
	await user.click(await button("自前-2027.1 として残す"));
	await heading(/事業主からの収集様式/);
	const kept = (await platform.definitions()).find((each) => each.version === "自前-2027.1");
	expect(kept).toMatchObject({ kind: "number-collection", effective_from: "2099-01-01" });
});
