import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { LongTable } from "../parts/long-table";
import { platform } from "../platform";
import { pagesOf } from "../screens/jobs/paper";
import { newest } from "./newest";
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
	const opened = vi.fn();
	render(
		<LongTable
			label="検査用数字ちがいの行"
			columns={[{ head: "行", cell: (row: number) => row.toLocaleString() }]}
			total={1_000_000}
			rowAt={(index) => index + 1}
			onWindow={() => undefined}
			onOpen={opened}
			empty=""
		/>,
	);
	const user = userEvent.setup();
	const table = await grid(/検査用数字ちがい/);
	expect(table.getAttribute("aria-rowcount")).toBe("1000001");
	expect(await within(table).findByText("1")).toBeTruthy();
	expect(within(table).getAllByRole("row").length).toBeLessThan(30);
	await walk(user, table, "{End}");
	expect(await within(table).findByText("1,000,000")).toBeTruthy();
	expect(within(table).getByRole("row", { selected: true }).getAttribute("aria-rowindex")).toBe("1000001");
	await user.keyboard("{PageUp}{ArrowUp}{Enter}");
	expect(opened).toHaveBeenCalledOnce();
	expect(opened.mock.lastCall?.[0]).toBeGreaterThan(999_900);
});

test("what was found comes from the core window by window, to the last row", async () => {
	const { user } = await open("many", "/jobs/1");
	await user.click(await button(/個人番号の検査用数字ちがい/));
	const table = await grid(/検査用数字ちがい/);
	expect(table.getAttribute("aria-rowcount")).toBe("3001");
	expect(await within(table).findByText("1")).toBeTruthy();
	await walk(user, table, "{End}");
	expect(await within(table).findByText("3,000")).toBeTruthy();
	await user.keyboard("{PageUp}{ArrowUp}{Enter}");
	expect(await screen.findByRole("dialog", { name: /^2,9\d\d 行目$/ })).toBeTruthy();
});

test("a row is opened column by column, the cell marked, what to do beside it", async () => {
	const { user } = await open("busy", "/jobs/5");
	const table = await grid(/同じ個人番号が複数の人に/);
	await user.click(await within(table).findByText("104"));
	const opened = await screen.findByRole("dialog", { name: "104 行目" });
	const cell = (await within(opened).findByRole("rowheader", { name: /誤り：.*個人番号/ })).nextElementSibling;
	expect(cell?.querySelector("mark")?.textContent).toMatch(/^••••••••\d{4}$/);
	expect(within(opened).getByText(/届出の原本を見て/)).toBeTruthy();
	await user.click(within(opened).getByRole("button", { name: "次の行" }));
	expect(await screen.findByRole("dialog", { name: "201 行目" })).toBeTruthy();
});

test("findings are sought by severity, and by row number or 記号・番号", async () => {
	const { user } = await open("busy", "/jobs/5");
	await user.click(await button("お知らせ"));
	expect(screen.queryByRole("button", { name: /同じ個人番号が複数の人に/ })).toBeNull();
	const table = await grid(/●で表示されることのある字/);
	expect(table.getAttribute("aria-rowcount")).toBe("41");
	await user.type(await field("行の番号か、記号・番号"), "0001-33");
	expect(await screen.findByText("1 件")).toBeTruthy();
	expect((await grid(/●で表示されることのある字/)).getAttribute("aria-rowcount")).toBe("2");
	await user.clear(await field("行の番号か、記号・番号"));
	await user.type(await field("行の番号か、記号・番号"), "いない人");
	expect(await screen.findByText("ありません")).toBeTruthy();
});

test("the 確認票 is printed for each 事業所, with every group, page numbers, and who printed it", async () => {
	const { user } = await open("collected", "/jobs/1");
	await user.click(await button("確認票を印刷する"));
	await user.click(await button("印刷する"));
	await waitFor(() => expect(print).toHaveBeenCalledOnce());
	const sheet = screen.getByLabelText("確認票");
	for (const employer of ["架空商事", "見本工業"])
		expect(within(sheet).getAllByRole("heading", { name: new RegExp(`事業所 ${employer}`) }).length).toBeGreaterThan(1);
	expect(within(sheet).getAllByText(/^••••••••\d{4}$/).length).toBe(120);
	expect(within(sheet).getAllByText(/仮レイアウト/).length).toBeGreaterThan(1);
	expect(within(sheet).getAllByText(/印刷：練習 花子/).length).toBeGreaterThan(1);
	expect(within(sheet).getByText(/^見本工業 1 \/ \d+ ページ$/)).toBeTruthy();
});

test("a sheet breaks into pages that lose no row", () => {
	const who = { registration: "", name: "", birth_date: "" };
	const row = (n: number) => ({ row: n, column: "番号", value: "", message: "", replacement: null, who, person: "" });
	const rows = Array.from({ length: 40 }, (_, n) => row(n + 1));
	const group = { severity: "error" as const, title: "あ", remedy: "い。", count: 45, rows };
	const pages = pagesOf({
		employer: "",
		warning: null,
		groups: [{ ...group, rows: rows.slice(0, 3), count: 3 }, group],
	});
	const seen = pages.map((page) => page.map((part) => [part.rows.length, part.goesOn, part.left]));
	expect(seen.flat().reduce((sum, [length]) => sum + Number(length), 0)).toBe(43);
	expect(seen.at(-1)?.at(-1)).toEqual([expect.any(Number), true, 5]);
	expect(seen.flat().filter(([, , left]) => left !== 0)).toHaveLength(1);
});

test("the list is written after its place was said, and stands in the 授受簿", async () => {
	const { user, world } = await open("busy", "/jobs/5");
	await user.click(await button("一覧を書き出す…"));
	await user.click(await button("書き出す"));
	expect(await screen.findByText(/授受簿に載せました/)).toBeTruthy();
	const written = (await platform.handOvers({ part: newest })).map((line) => line.path);
	expect(written).toContain(world.file("Documents/見つかったこと_送信5.csv"));
	await user.click(await button("閉じる"));
	await heading("このままでは送れません");
});
