import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { button, field, heading, link, open, show } from "./open";

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
