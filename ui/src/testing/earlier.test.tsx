import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { newest } from "./newest";
import { button, field, heading, open } from "./open";

/** Within two years, as the core wants it. */
const purgeOn = `${new Date().getFullYear() + 1}-03-31`;

test("comparison is off until purpose and purge date are given, and nobody fills them in beforehand", async () => {
	const { user } = await open("admin", "/earlier");
	await heading("以前に送ったファイルとは比べていません");
	const purpose = (await field("何のために使うか")) as HTMLInputElement;
	const day = (await field("廃棄する日")) as HTMLInputElement;
	expect([purpose.value, day.value]).toEqual(["", ""]);
	await user.click(await button("索引を作り始める"));
	expect(await screen.findByText("廃棄する日を入れてください。")).toBeTruthy();
	expect((await platform.index()).on).toBeNull();
	await user.type(purpose, "番号の取りちがえを防ぐ");
	await user.type(day, purgeOn);
	await user.click(await button("索引を作り始める"));
	await heading("以前に送ったファイルと比べています");
	expect(screen.getByText(purgeOn.replace(/^(\d+)-03-31$/, "$1年3月31日"))).toBeTruthy();
});

test("turned off it is destroyed after a question, and stands in the 廃棄記録簿", async () => {
	const { user } = await open("admin-indexed", "/earlier");
	const { registrations = 0 } = (await platform.index()).on ?? {};
	expect(registrations).toBeGreaterThan(0);
	await user.click(await button(/索引を廃棄する…/));
	expect(await screen.findByText(new RegExp(`${registrations} 人分の索引は、もう戻せません`))).toBeTruthy();
	await user.click(await button("索引を廃棄する"));
	await heading("以前に送ったファイルとは比べていません");
	expect((await platform.disposals({ part: newest })).length).toBeGreaterThan(0);
});

test("shares are told from where the administrator says, both or none", async () => {
	const { user } = await open("admin", "/earlier");
	await user.type(await field("なくなった人（%）"), "5");
	await user.click(await button("割合を決める"));
	expect(await screen.findByText("両方に入れてください。")).toBeTruthy();
	await user.type(await field("変わった人（%）"), "20");
	await user.click(await button("割合を決める"));
	expect(await screen.findByText("決めました。")).toBeTruthy();
	expect((await platform.index()).thresholds).toEqual({ removed_percent: 5, changed_percent: 20 });
});

test("the auditor sees who stands in the index, and never a number", async () => {
	await open("admin-indexed", "/earlier", "kansa");
	const people = within(await screen.findByRole("table", { name: "索引に入っている人" }));
	const [first] = await platform.indexed({ part: { after: null, words: "", most: 1 } });
	expect(await people.findByText(first?.registration ?? "")).toBeTruthy();
	expect(document.body.textContent).not.toMatch(/\d{12}/);
});
