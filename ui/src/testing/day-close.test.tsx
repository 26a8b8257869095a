import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { newest } from "./newest";
import { button, field, heading, logIn, open, show } from "./open";

test("a clerk closes the day, and an auditor finds the paper's head in the log", async () => {
	const { user, unmount } = await open("busy", "/day-close");
	await heading("当日締め");
	await user.click(await button("今日を締める"));
	expect(await screen.findByText(/^締めました/)).toBeTruthy();
	const [sheet] = await platform.days({ part: newest });
	if (!sheet) throw new Error("no sheet is kept");
	const paper = within(await screen.findByRole("region", { name: "当日締め", hidden: true }));
	const printed = paper.getByText(new RegExp(`^${sheet.entries}:`)).textContent ?? "";
	expect(printed.replaceAll(" ", "")).toBe(`${sheet.entries}:${sheet.head}`);
	expect(within(screen.getByRole("table", { name: "これまでの控え" })).getByText(sheet.day)).toBeTruthy();
	unmount();
	await logIn("admin");
	show("/records");
	await user.type(await field(/^当日締めの紙の控え/), printed);
	await user.click(await button("書きかえられていないか確かめる"));
	expect(await screen.findByText(/紙の控えは、この記録の中にあります/)).toBeTruthy();
	const typed = await field(/^当日締めの紙の控え/);
	await user.clear(typed);
	await user.type(typed, `${sheet.entries}:${"0".repeat(64)}`);
	await user.click(await button("書きかえられていないか確かめる"));
	expect(await screen.findByText(/紙の控えと同じ記録がありません/)).toBeTruthy();
});
