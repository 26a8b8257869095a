import { readFileSync, writeFileSync } from "node:fs";
import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { button, field, heading, link, logIn, open, show } from "./open";

test("the approver sees a sample and any row of what leaves, numbers masked", async () => {
	const { user } = await open("busy", "/jobs/4/approval", "ichiro");
	await heading("出ていく内容を見て、承認してください");
	await user.click(await button("1 行目"));
	const row = within(await screen.findByRole("region", { name: "1 行目" }));
	expect(await row.findByText(/^••••••••\d{4}$/)).toBeTruthy();
	await user.type(await field(/行の番号/), "２{Enter}");
	expect(await screen.findByRole("region", { name: "2 行目" })).toBeTruthy();
	await user.click(await button("次の行"));
	expect(await screen.findByRole("region", { name: "3 行目" })).toBeTruthy();
	expect((await platform.job({ id: 4 })).state).toBe("awaiting-approval");
});

test("from a closed 本人確認 one goes on to the number of that person", async () => {
	const { unmount } = await open("looking-up");
	unmount();
	if ((await platform.identityCase({ id: 1 })).state === "complete") await platform.closeCase({ id: 1 });
	const { user } = show("/identity/1");
	await user.click(await link("この人の番号を入れる"));
	await heading(/番号/);
	const chosen = (await field("番号と身元を確かめた本人確認")) as HTMLSelectElement;
	await expect.poll(() => chosen.value).toBe("1");
});

test("the approver sees what changes against the file before: who is new, gone, and whose name or birth date is another", async () => {
	const { world, unmount } = await open("busy", "/jobs");
	unmount();
	const [head = "", ...rows] = readFileSync(world.file("kanyusha_2.csv"), "utf8").trim().split("\r\n");
	const columns = head.split(",");
	const change = (row: string, title: string, value: string) =>
		row
			.split(",")
			.map((cell, at) => (columns[at] === title ? value : cell))
			.join(",");
	const next = rows.slice(1).map((row, at) => (at === 0 ? change(row, "漢字氏名", "架空　次郎") : row));
	writeFileSync(world.file("next.csv"), [head, ...next, ""].join("\r\n"));
	const { id } = await platform.takeIn({ path: world.file("next.csv"), kind: "member-registration", listed: null });
	await expect.poll(async () => (await platform.job({ id })).state, { timeout: 10_000 }).toBe("checked");
	await platform.requestApproval({ id });
	await logIn("ichiro");
	const { user } = show(`/jobs/${id}/approval`);

	const told = within(await screen.findByRole("region", { name: "前のファイルとのちがい" }, { timeout: 10_000 }));
	expect(told.getByText(/送信2/)).toBeTruthy();
	const facts = Object.fromEntries(
		told.getAllByRole("term").map((term) => [term.textContent, term.nextElementSibling?.textContent]),
	);
	expect(facts).toEqual({
		前になかった人: "0 人",
		前と同じ人: `${next.length - 1} 人`,
		どこかが変わる人: "1 人",
		"前にいて、今回いない人": "1 人",
	});
	expect(told.getByText("番号や氏名など、だれかを表すところが変わる人")).toBeTruthy();
	await user.click(told.getByRole("button", { name: "1 行目" }));
	const row = within(await screen.findByRole("region", { name: "1 行目" }));
	expect(await row.findByText(/架空\s次郎/)).toBeTruthy();
	const whole = within(await screen.findByRole("region", { name: "何が変わるか" }));
	expect(whole.getByText(/異動区分\s取得/)).toBeTruthy();
	expect(whole.getByText(/研修「/)).toBeTruthy();
});

test("what is said to happen after the approval is so", async () => {
	const { user, unmount } = await open("busy", "/jobs/4/approval", "ichiro");
	await user.click(await button("承認する"));
	await heading("承認しました");
	expect(await screen.findByText(/自動で送られます/)).toBeTruthy();
	unmount();
	const list = show("/approvals");
	expect(await screen.findByRole("table", { name: "わたしが承認したもの" })).toBeTruthy();
	list.unmount();
	const later = await open("held", "/jobs/1/approval", "ichiro");
	await heading("承認しました");
	expect(await screen.findByText(/いまは送信が止まっています/)).toBeTruthy();
	later.unmount();
});
