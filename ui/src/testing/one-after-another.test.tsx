import { existsSync, readFileSync } from "node:fs";
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { newest } from "./newest";
import { button, field, heading, link, open } from "./open";

test("mismatches are narrowed down, given to one person together, and written out", async () => {
	const { user, world } = await open("mismatched", "/mismatches");
	await user.click(await button("すべて選ぶ"));
	await user.selectOptions(await field("選んだ 2 人の担当"), "練習 花子");
	await user.click(await button("担当にする"));
	await waitFor(async () =>
		expect((await platform.mismatches({ part: newest })).open.map((line) => line.assignee)).toEqual([
			"練習 花子",
			"練習 花子",
		]),
	);
	await user.click(await button(/^担当の決まっていない人/));
	expect(
		within(await screen.findByRole("table", { name: "閲覧が止まっている人" })).queryByText("練習 花子"),
	).toBeNull();
	await user.click(await button(/^わたしの担当/));
	const table = screen.getByRole("table", { name: "閲覧が止まっている人" });
	expect(await within(table).findAllByText("練習 花子")).toHaveLength(2);
	await platform.saveMismatches({ to: { path: world.file("board.csv"), pass_phrase: null } });
	expect(readFileSync(world.file("board.csv"), "utf8").trim().split("\n")).toHaveLength(3);
});

test("a refused row says what to do, and what was written in clear is erased where it is told", async () => {
	const { user, world } = await open("busy", "/jobs/2/result");
	await screen.findByText("「この加入者は登録されていません」（3 行）の対処方法");
	const path = await field("被保険者枝番を書き出す場所");
	await user.clear(path);
	await user.type(path, world.file("edaban.csv"));
	await user.click(await button("被保険者枝番を書き出す"));
	await user.click(await button(`安全に消す：${world.file("edaban.csv")}`));
	await user.click(await button("安全に消す"));
	expect(await screen.findByText("✓ edaban.csv を消しました。")).toBeTruthy();
	expect(existsSync(world.file("edaban.csv"))).toBe(false);
	expect((await platform.handOvers({ part: newest }))[0]?.settled_at).toBeTruthy();
});

test("what was sent is seen by kind over a week, a month and a year; who asks registers nobody", async () => {
	const { user } = await open("busy");
	await user.click(await link("種類ごと・月ごとに見る"));
	await heading("この7日間に送ったもの");
	const kinds = within(await screen.findByRole("table", { name: "種類ごとの行" }));
	expect(kinds.getByText("加入者情報一括登録")).toBeTruthy();
	const done = (await platform.jobs({ part: newest })).reduce((all, job) => all + (job.ok_rows ?? 0), 0);
	expect(kinds.getByText(`${done}`)).toBeTruthy();
	await user.click(await button("この12か月"));
	await heading("この12か月に送ったもの");
	await waitFor(() =>
		expect(within(screen.getByRole("table", { name: "日付ごとの行" })).getAllByRole("row")).toHaveLength(13),
	);
});

test("an administrator hears that the server can't be reached", async () => {
	const { world } = await open("admin");
	await world.control({ serve: null });
	await platform.testConnection();
	expect(await screen.findByText("サーバーにつながらない")).toBeTruthy();
});
