import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { button, field, heading, open, password } from "./open";

test("when the core has locked the session, the screen goes at once and comes back with the own password", async () => {
	const { user, world } = await open("busy", "/jobs");
	await screen.findByRole("table", { name: "送信状況" });
	await world.control({ leave: null });
	await heading("画面に鍵をかけています");
	expect(screen.queryByRole("navigation")).toBeNull();
	expect(screen.queryByText(/kanyusha_/)).toBeNull();
	await user.type(await field("練習 花子さんのパスワード"), "chigau");
	await user.click(await button("続きから使う"));
	expect(await screen.findByText(/ちがいます/)).toBeTruthy();
	await user.clear(await field("練習 花子さんのパスワード"));
	await user.type(await field("練習 花子さんのパスワード"), password);
	await user.click(await button("続きから使う"));
	await screen.findByRole("table", { name: "送信状況" });
});

test("another person ends the session of who has left, and finds nothing of it", async () => {
	const { user, world } = await open("busy", "/jobs/2");
	await world.control({ leave: null });
	await user.click(await button("ログアウトして、ほかの人が使う"));
	await heading("ログインしてください");
	expect(window.location.hash).toBe("#/");
});

test("a setting is changed at once; what the organisation decided can't be pressed", async () => {
	const { user, world } = await open("log-in", "/settings");
	await world.control({ policy: ["lock-with-system", 1] });
	await user.type(await field("利用者ID"), "admin");
	await user.type(await field("パスワード"), `${password}{Enter}`);
	const minutes = await field("離席とみなすまでの時間（分）");
	await user.clear(minutes);
	await user.type(minutes, "61");
	await user.click(await button("離席とみなすまでの時間を決める"));
	expect(await screen.findByText("1から60までの数を入れてください。")).toBeTruthy();
	await user.clear(minutes);
	await user.type(minutes, "5");
	await user.click(await button("離席とみなすまでの時間を決める"));
	await user.click(await screen.findByRole("checkbox"));
	await expect.poll(async () => (await platform.settings()).map((each) => each.value)).toEqual([5, 1, 0, 0, 10]);
	expect(screen.getByText(/組織のポリシーで管理されています/)).toBeTruthy();
	expect(screen.getAllByRole("checkbox")).toHaveLength(1);
});

test("an auditor reads the settings and changes none", async () => {
	await open("auditor", "/settings");
	await heading("この端末の設定");
	expect(screen.getByText("10分")).toBeTruthy();
	expect(screen.queryByRole("button", { name: /決める/ })).toBeNull();
});

test("logging out, locking and coming back leave no refusal in the log that nobody made", async () => {
	const { user, world } = await open("busy", "/jobs");
	await screen.findByRole("table", { name: "送信状況" });
	await world.control({ leave: null });
	await user.type(await field("練習 花子さんのパスワード"), password);
	await user.click(await button("続きから使う"));
	await screen.findByRole("table", { name: "送信状況" });
	await user.click(await button("ログアウト"));
	await user.type(await field("利用者ID"), "kansa");
	await user.type(await field("パスワード"), `${password}{Enter}`);
	await heading(/きょうすること/);
	const wanted = { words: "", from: null, until: null, outcome: "failed" } as const;
	const { lines } = await platform.auditThat({ wanted, offset: 0, limit: 50 });
	expect(lines.map((line) => `${line.act} ${line.problem}`)).toEqual([]);
});
