import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { newest } from "./newest";
import { button, heading, open } from "./open";

test("proposed texts of one character are taken together, after the harm was said, and the list is handed back", async () => {
	const { user } = await open("busy", "/jobs/5");
	await user.click(await button(/●で表示されることのある字/));
	expect(await screen.findByText("40 件に、直す案があります。")).toBeTruthy();
	await user.click(await button("まとめて直す…"));
	const asked = await screen.findByRole("dialog");
	expect(within(asked).getByText(/もとのファイルは変わりません/)).toBeTruthy();
	for (const each of within(asked).getAllByRole("button")) expect(each.className).not.toContain("bg-blue-900");
	await user.click(within(asked).getByRole("button", { name: "40 件を直す" }));
	await heading("このままでは送れません");
	expect(await screen.findByText(/字を 40 か所直しました/)).toBeTruthy();
	await user.click(await button("直したところを書き出す…"));
	await user.click(await button("書き出す"));
	expect(await screen.findByText(/授受簿に載せました/)).toBeTruthy();
	expect((await platform.handOvers({ part: newest })).map((line) => line.what)).toContain("直したところの一覧");
});

test("a proposed text is taken for one cell", async () => {
	const { user } = await open("busy", "/jobs/5");
	await user.click(await button(/●で表示されることのある字/));
	const table = await screen.findByRole("grid", { name: /●で表示されることのある字/ });
	await user.click((await within(table).findAllByText(/案「練習/))[0] as HTMLElement);
	const opened = await screen.findByRole("dialog");
	expect(within(opened).getByText(/基幹システムとちがうようになります/)).toBeTruthy();
	await user.click(within(opened).getByRole("button", { name: "この案に直す" }));
	expect(await screen.findByText(/字を 1 か所直しました/)).toBeTruthy();
	expect((await platform.job({ id: 5 })).corrected_cells).toBe(1);
});

test("an approver sees proposals and takes none", async () => {
	const { user } = await open("approver", "/jobs/4/approval");
	await user.click(await button("見つかった行を見る"));
	await user.click(await button(/●で表示されることのある字/));
	expect(screen.queryByRole("button", { name: "まとめて直す…" })).toBeNull();
});
