import { screen as page, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { visits } from "../../browser/visits";
import { match } from "../lib/router";
import { allScreens, namedScreens } from "../screens/all";
import { heading, open } from "./open";

/** A path that a screen's pattern fits. */
const visited = (pattern: string) => pattern.replace(/:\w+/g, "1");

test("every folder of screens is found, and every path leads to one screen", () => {
	expect(allScreens().length).toBeGreaterThan(30);
	for (const { path } of allScreens()) {
		const fitting = allScreens().filter((each) => match(each.path, visited(path)));
		expect(fitting.map((each) => each.path)).toEqual([path]);
	}
});

test("a screen further in belongs to one that has a help", () => {
	const named = namedScreens().map(({ path }) => path);
	for (const { path, belongsTo } of allScreens()) if (belongsTo) expect(named, path).toContain(belongsTo);
});

test("every screen is looked at in the browser", () => {
	const paths = visits.flatMap(([, , paths]) => paths);
	const unseen = allScreens().filter((each) => !paths.some((path) => match(each.path, path)));
	expect(unseen.map((each) => each.path)).toEqual([]);
});

test("no two screens claim one place of the menu", () => {
	const places = allScreens().flatMap(({ menu }) => (menu ? [`${menu.section} ${menu.place}`] : []));
	expect(new Set(places).size).toBe(places.length);
});

test.each([
	["busy", "/jobs/2", "送信状況", "手引き：送信状況"],
	["busy", "/jobs/2/result", "結果", "手引き：結果"],
	["approver", "/jobs/4/approval", "承認", "手引き：承認"],
	["admin", "/connection", "証明書と接続", "手引き：つながるか確かめる"],
])("%s at %s stands in the menu at %s and is helped by %s", async (scenario, path, entry, help) => {
	const { user } = await open(scenario, path);
	await page.findByRole("heading", { level: 1 });
	const marked = within(page.getByRole("navigation")).getAllByRole("link", { current: "page" });
	expect(marked.map((each) => each.textContent?.replace(/\d.*/, ""))).toEqual([entry]);
	await user.keyboard("{F1}");
	expect(await page.findByRole("dialog", { name: help })).toBeTruthy();
});

test("the help of every screen can be read at one place, in the order of the menu", async () => {
	await open("busy", "/help");
	await heading("手引き");
	const read = page.getAllByRole("group").map((each) => each.querySelector("summary")?.textContent);
	expect(read).toEqual(namedScreens().map(({ title }) => title));
	expect(read.slice(0, 5)).toEqual(["ホーム", "送る", "承認", "送信状況", "結果"]);
});
