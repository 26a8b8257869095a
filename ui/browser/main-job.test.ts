import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { begin, sizes, visit } from "./kit";

const password = "rensyu-password";

const title = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).click();
const follow = (page: Page, name: string | RegExp) => page.getByRole("link", { name, exact: true }).click();
const fill = (page: Page, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);

/** At 200 % the menu is opened first. */
async function choose(page: Page, entry: string | RegExp) {
	const link = page.getByRole("navigation", { name: "メニュー" }).getByRole("link", { name: entry });
	if (!(await link.isVisible())) await press(page, "メニュー");
	await link.click();
}

async function logIn(page: Page, id: string) {
	await title(page, "ログインしてください");
	await fill(page, "利用者ID", id);
	await fill(page, "パスワード", password);
	await press(page, "ログイン");
	await title(page, /きょうすること/);
}

test.each(sizes)("the main job is done by clicks at $name", async (size) => {
	const world = await begin("log-in");
	const page = await visit(world, "/", size);
	await logIn(page, "hanako");
	await choose(page, /^送る$/);
	await world.control({ choose: world.file("kanyusha.csv") });
	await press(page, "ファイルを選ぶ…");
	await press(page, "検査する");
	await title(page, "このままでは送れません");
	await press(page, "誤りの行を除いて送る…");
	await page.getByRole("dialog").getByRole("button", { name: "9 行を除く" }).click();
	await press(page, "承認を頼む");
	await title(page, "承認を待っています");
	await press(page, "ログアウト");

	await logIn(page, "ichiro");
	await choose(page, /^承認/);
	await follow(page, /内容を見る/);
	await press(page, "承認する");
	await title(page, "承認しました");
	await press(page, "ログアウト");

	await logIn(page, "hanako");
	await choose(page, /^送信状況/);
	await follow(page, "kanyusha.csv");
	await title(page, "サーバーへのログインを待っています");
	await fill(page, "サーバーの利用者ID", "clerk");
	await fill(page, "サーバーのパスワード", "Hajimete-2026");
	await press(page, "サーバーへログイン");
	await fill(page, "新しいパスワード", "Renshu-Server-2026");
	await fill(page, "新しいパスワード（もう一度）", "Renshu-Server-2026");
	await page.keyboard.press("Enter");
	await title(page, "結果が届きました");
	await follow(page, "結果を見る");
	await title(page, "988 件登録できました。3 件は登録できませんでした");
	await press(page, "被保険者枝番を書き出す");
	await press(page, "登録されていない行を書き出す");
	await page
		.getByText(/登録されていない行.*書き出しました|授受簿/)
		.first()
		.waitFor();
	await press(page, "結果を確認しました");
	await title(page, "終わりました");
	expect(await world.act("job", { id: 1 })).toMatchObject({ state: "confirmed", ok_rows: 988, failed_rows: 3 });
});

test("led by home, the main job takes at most sixteen clicks", async () => {
	const world = await begin("log-in");
	const page = await visit(world, "/");
	let clicks = 0;
	const click = async (role: "button" | "link", name: string | RegExp) => {
		await page.getByRole(role, { name }).click();
		clicks += 1;
	};
	const enter = async (id: string) => {
		await title(page, "ログインしてください");
		await page.keyboard.type(id);
		await page.keyboard.press("Tab");
		await page.keyboard.type(password);
		await page.keyboard.press("Enter");
		await title(page, /きょうすること/);
	};
	await enter("hanako");
	await click("link", /^送る$/);
	await world.control({ choose: world.file("kanyusha.csv") });
	await click("button", "ファイルを選ぶ…");
	await click("button", "検査する");
	await click("button", "誤りの行を除いて送る…");
	await click("button", "9 行を除く");
	await click("button", "承認を頼む");
	await title(page, "承認を待っています");
	await click("button", "ログアウト");
	await enter("ichiro");
	await click("link", "見る：送る前に内容を見て承認する");
	await click("button", "承認する");
	await title(page, "承認しました");
	await click("button", "ログアウト");
	await enter("hanako");
	await click("link", "見る：送信を進める");
	await fill(page, "サーバーの利用者ID", "clerk");
	await fill(page, "サーバーのパスワード", "Hajimete-2026");
	await page.keyboard.press("Enter");
	await fill(page, "新しいパスワード", "Renshu-Server-2026");
	await fill(page, "新しいパスワード（もう一度）", "Renshu-Server-2026");
	await page.keyboard.press("Enter");
	await title(page, "結果が届きました");
	await click("link", "結果を見る");
	await click("button", "被保険者枝番を書き出す");
	await click("button", "登録されていない行を書き出す");
	await click("button", "結果を確認しました");
	await title(page, "終わりました");
	expect(clicks).toBeLessThanOrEqual(16);
});
