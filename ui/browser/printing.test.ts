import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { begin, printed, visit } from "./kit";

const press = (page: Page, name: string) => page.getByRole("button", { name }).click();

/** Every sheet of paper says which it is, of how many. */
function expectNumbered(sheets: string[]) {
	expect(sheets.length).toBeGreaterThan(0);
	const numbers = sheets.map((sheet) => /(\d+) \/ (\d+) ページ/.exec(sheet)?.slice(1).map(Number));
	for (const each of numbers) expect(each).toBeDefined();
}

/** Cells whose letters reach into the next one, and rows that reach beyond their sheet, as laid out for paper. */
async function covered(page: Page): Promise<string[]> {
	await page.emulateMedia({ media: "print" });
	const found = await page.evaluate(() => {
		const wrong: string[] = [];
		for (const cell of document.querySelectorAll(".paper td, .paper th"))
			if (cell.scrollWidth > cell.clientWidth + 1) wrong.push(cell.textContent ?? "");
		for (const sheet of document.querySelectorAll(".paper")) {
			const bottom = (sheet.querySelector(":scope > footer") ?? sheet).getBoundingClientRect().top;
			for (const row of sheet.querySelectorAll("tr"))
				if (row.getBoundingClientRect().bottom > bottom + 1) wrong.push(`too low: ${row.textContent}`);
		}
		return wrong;
	});
	await page.emulateMedia({ media: null });
	return found;
}

test("the 確認票 of each 事業所 begins on a sheet of its own, and no sheet lacks its heading or number", async () => {
	const page = await visit(await begin("collected"), "/jobs/1");
	await press(page, "確認票を印刷する");
	await page.getByRole("dialog").getByRole("button", { name: "印刷する" }).click();
	await page.getByLabel("確認票", { exact: true }).waitFor({ state: "attached" });
	const sheets = await printed(page);
	expectNumbered(sheets);
	for (const sheet of sheets) {
		expect(sheet).toMatch(/確認票\s+事業所 (架空商事|見本工業)/);
		expect(sheet).toContain("印刷：練習 花子（hanako）");
		expect(sheet).toContain("仮レイアウト");
		expect(sheet).not.toMatch(/\d{12}/);
	}
	// One sheet of the screen is one sheet of paper.
	const pages = new Map(sheets.map((sheet) => /(\S+) \d+ \/ (\d+) ページ/.exec(sheet)?.slice(1) as [string, string]));
	expect(sheets.length).toBe([...pages.values()].reduce((sum, count) => sum + Number(count), 0));
	expect(sheets.join()).not.toContain("…");
	expect(await covered(page)).toEqual([]);
	const of = (employer: string) => sheets.filter((sheet) => sheet.includes(`事業所 ${employer}`));
	expect(of("架空商事").length + of("見本工業").length).toBe(sheets.length);
	expect(of("架空商事").join()).toContain("個人番号の検査用数字ちがい");
});

test("the proof of a connection fits one sheet", async () => {
	const page = await visit(await begin("admin"), "/connection");
	await press(page, "つながるか確かめる");
	await page.getByRole("heading", { name: "つながりました" }).waitFor();
	const sheets = await printed(page);
	expect(sheets).toHaveLength(1);
	for (const words of ["接続試験の結果", "06990014", "練習用中間サーバー", "この端末の証明書"])
		expect(sheets[0]).toContain(words);
	expect(sheets[0]?.match(/よい/g)).toHaveLength(9);
});

test("the list of last days has every person, and its number", async () => {
	const page = await visit(await begin("hurried"), "/timelines");
	await page.getByRole("heading", { level: 1 }).waitFor();
	const sheets = await printed(page);
	expectNumbered(sheets);
	for (const sheet of sheets) expect(sheet).toContain("印刷：練習 花子（hanako）");
	expect(sheets).toHaveLength(1);
	expect(await covered(page)).toEqual([]);
	expect(sheets.join().match(/101-4\d-00/g)).toHaveLength(4);
	expect(sheets.join()).not.toContain("一覧を印刷する");
});

test.each([
	["admin", "admin", "/certificates", ["設定の控え", "terminal-01", "06990014"]],
	["admin", "admin", "/users", ["アカウント一覧", "hanako", "ichiro", "kansa"]],
	["assessed", "ichiro", "/pia", ["印刷：見本 一郎（ichiro）"]],
	["confirming", "hanako", "/identity/1", ["本人確認1"]],
	["hurried", "hanako", "/timelines/101-40-00", ["101-40-00", "印刷：練習 花子（hanako）"]],
] as const)("%s printed by %s at %s", async (scenario, user, path, words) => {
	const page = await visit(await begin(scenario, user), path);
	await page.getByRole("heading", { level: 1 }).waitFor();
	const text = (await printed(page)).join();
	for (const each of words) expect(text).toContain(each);
	// What is pressed on a screen has no place on paper.
	expect(text).not.toContain("ログアウト");
});

test("the log and the 授受簿 are on paper whole, as they were looked for, with heading, number and hash", async () => {
	const world = await begin("busy", "kansa");
	const { all } = (await world.act("audit_that", { wanted: anything, offset: 0, limit: 1 })) as { all: number };
	const page = await visit(world, "/records");
	await page.getByRole("heading", { level: 1 }).waitFor();
	await page.getByText(`${all} 件のうち ${all} 件`).waitFor();
	await page.keyboard.press("Control+p");
	await page.waitForTimeout(500);
	const sheets = await printed(page);
	expectNumbered(sheets);
	const text = sheets.join("\n");
	expect(text).toMatch(new RegExp(`操作の記録\\s+${all} 行のうち ${all} 行`));
	expect(text).toMatch(/授受簿\s+1 行のうち 1 行/);
	expect(text.match(/SHA-256\s+[0-9a-f]{64}/g)?.length).toBe(3);
	expect(text).toMatch(/印刷：監査 進（kansa）\s+20\d\d年/);
	expect(text.match(/操作\s+対象\s+結果/g)?.length).toBeGreaterThanOrEqual(sheets.length - 1);
	for (const button of ["さがす言葉", "しぼりこむ", "フォルダーを開く", "文字の大きさ"])
		expect(text).not.toContain(button);

	await page.getByLabel("さがす言葉").fill("承認");
	await page.getByText(new RegExp(`^${all} 件のうち (?!${all} )\\d+ 件$`)).waitFor();
	await page.keyboard.press("Control+p");
	await page.waitForTimeout(500);
	const fewer = (await printed(page)).join("\n");
	expect(fewer.length).toBeLessThan(text.length);
	expect(fewer).toContain("承認する");
});

const anything = { words: "", from: null, until: null, outcome: null };
