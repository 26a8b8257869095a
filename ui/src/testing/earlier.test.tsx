import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { button, field, heading, open } from "./open";

test("comparison is off until purpose and purge date are given, and nobody fills them in beforehand", async () => {
	const { user, world } = open("admin", "/earlier");
	await heading("以前に送ったファイルとは比べていません");
	const purpose = (await field("何のために使うか")) as HTMLInputElement;
	const day = (await field("廃棄する日")) as HTMLInputElement;
	expect([purpose.value, day.value]).toEqual(["", ""]);
	await user.click(await button("索引を作り始める"));
	expect(await screen.findByText("廃棄する日を入れてください。")).toBeTruthy();
	expect(world.index.on).toBeNull();
	await user.type(purpose, "番号の取りちがえを防ぐ");
	await user.type(day, "2027-03-31");
	await user.click(await button("索引を作り始める"));
	await heading("以前に送ったファイルと比べています");
	expect(screen.getByText("2027年3月31日")).toBeTruthy();
});

test("turned off it is destroyed after a question, and stands in the 廃棄記録簿", async () => {
	const { user, world } = open("admin", "/earlier");
	world.index.on = { purpose: "試し", purge_on: "2027-03-31", by: "管理 桜", at: "2026-11-01", registrations: 1200 };
	for (const listener of world.listeners) listener({ job: null });
	await user.click(await button(/索引を廃棄する…/));
	expect(await screen.findByText(/1,200 人分の索引は、もう戻せません/)).toBeTruthy();
	await user.click(await button("索引を廃棄する"));
	await heading("以前に送ったファイルとは比べていません");
	expect(world.disposals).toHaveLength(1);
});

test("shares are told from where the administrator says, both or none", async () => {
	const { user, world } = open("admin", "/earlier");
	await user.type(await field("なくなった人（%）"), "5");
	await user.click(await button("割合を決める"));
	expect(await screen.findByText("両方に入れてください。")).toBeTruthy();
	await user.type(await field("変わった人（%）"), "20");
	await user.click(await button("割合を決める"));
	expect(await screen.findByText("決めました。")).toBeTruthy();
	expect(world.index.thresholds).toEqual({ removed_percent: 5, changed_percent: 20 });
});
