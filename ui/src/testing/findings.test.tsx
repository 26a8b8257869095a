import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { pagesOf } from "../screens/jobs/paper";
import { button, field, heading, open } from "./open";

const print = vi.fn();
beforeEach(() => {
	print.mockClear();
	window.print = print;
});

const grid = (name: RegExp) => screen.findByRole("grid", { name });

async function walk(user: UserEvent, table: HTMLElement, keys: string) {
	table.focus();
	await user.keyboard(keys);
}

test("of a million findings only those in sight are in the page, and keys lead to the last", async () => {
	const { user } = open("million", "/jobs/6");
	await user.click(await button(/個人番号の検査用数字/));
	const table = await grid(/検査用数字/);
	expect(table.getAttribute("aria-rowcount")).toBe("1000001");
	expect(await within(table).findByText("1")).toBeTruthy();
	expect(within(table).getAllByRole("row").length).toBeLessThan(30);
	await walk(user, table, "{End}");
	expect(await within(table).findByText("1,000,000")).toBeTruthy();
	expect(within(table).getByRole("row", { selected: true }).getAttribute("aria-rowindex")).toBe("1000001");
	await user.keyboard("{PageUp}{ArrowUp}{Enter}");
	expect(await screen.findByRole("dialog", { name: /^999,9\d\d 行目$/ })).toBeTruthy();
});

test("a row is opened column by column, the cell marked, what to do beside it", async () => {
	const { user } = open("busy", "/jobs/5");
	const table = await grid(/ちがう2人に/);
	await user.click(await within(table).findByText(/例示.三郎/));
	const opened = await screen.findByRole("dialog", { name: "1,204 行目" });
	const cell = (await within(opened).findByRole("rowheader", { name: /誤り：.*個人番号/ })).nextElementSibling;
	expect(cell?.querySelector("mark")?.textContent).toBe("••••••••9018");
	expect(within(opened).getByText(/届出の原本を見て/)).toBeTruthy();
	await user.click(within(opened).getByRole("button", { name: "次の行" }));
	expect(await screen.findByRole("dialog", { name: "1,301 行目" })).toBeTruthy();
});

test("findings are sought by severity, and by row number or 記号・番号", async () => {
	const { user } = open("busy", "/jobs/5");
	await user.click(await button("警告"));
	expect(screen.queryByRole("button", { name: /ちがう2人/ })).toBeNull();
	const table = await grid(/● になる字/);
	expect(table.getAttribute("aria-rowcount")).toBe("381");
	await user.type(await field("行の番号か、記号・番号"), "1,301");
	expect(await screen.findByText("1 件")).toBeTruthy();
	expect((await grid(/● になる字/)).getAttribute("aria-rowcount")).toBe("2");
	await user.clear(await field("行の番号か、記号・番号"));
	await user.type(await field("行の番号か、記号・番号"), "いない人");
	expect(await screen.findByText("ありません")).toBeTruthy();
});

test("the 確認票 is printed for each 事業所, with every group, page numbers, and who printed it", async () => {
	const { user } = open("busy", "/jobs/5");
	await user.click(await button("確認票を印刷する"));
	await user.click(await button("印刷する"));
	await waitFor(() => expect(print).toHaveBeenCalledOnce());
	const sheet = screen.getByLabelText("確認票");
	for (const employer of ["0001", "0002"])
		expect(within(sheet).getAllByRole("heading", { name: new RegExp(`事業所 ${employer}`) }).length).toBeGreaterThan(1);
	expect(within(sheet).getAllByText("••••••••9018").length).toBeGreaterThanOrEqual(4);
	expect(within(sheet).getAllByText(/仮レイアウト/).length).toBeGreaterThan(1);
	expect(within(sheet).getAllByText(/印刷：練習 花子/).length).toBeGreaterThan(1);
	expect(within(sheet).getByText(/^0002 1 \/ \d+ ページ$/)).toBeTruthy();
});

test("a sheet breaks into pages that lose no row", () => {
	const who = { registration: "", name: "", birth_date: "" };
	const row = (n: number) => ({ row: n, column: "番号", value: "", message: "", replacement: null, who });
	const rows = Array.from({ length: 40 }, (_, n) => row(n + 1));
	const group = { severity: "error" as const, title: "あ", remedy: "い。", count: 45, rows };
	const pages = pagesOf({ employer: "", groups: [{ ...group, rows: rows.slice(0, 3), count: 3 }, group] });
	const seen = pages.map((page) => page.map((part) => [part.rows.length, part.goesOn, part.left]));
	expect(seen.flat().reduce((sum, [length]) => sum + Number(length), 0)).toBe(43);
	expect(seen.at(-1)?.at(-1)).toEqual([expect.any(Number), true, 5]);
	expect(seen.flat().filter(([, , left]) => left !== 0)).toHaveLength(1);
});

test("the list is written after its place was said, and stands in the 授受簿", async () => {
	const { user, world } = open("busy", "/jobs/5");
	await user.click(await button("一覧を書き出す…"));
	await user.click(await button("書き出す"));
	expect(await screen.findByText(/授受簿に載せました/)).toBeTruthy();
	expect(world.handOvers[0]?.path).toBe("/home/hanako/Documents/見つかったこと_送信5.csv");
	await user.click(await button("閉じる"));
	await heading("このままでは送れません");
});
