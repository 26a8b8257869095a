import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { button, heading, link, open } from "./open";

test("the board says for how long viewing is stopped, and 疑いなし wants a reason and what shows it", async () => {
	const { user } = await open("mismatched", "/mismatches");
	await heading("閲覧が止まっている人が 2 人います");
	expect(screen.getByText("閲覧停止 12 日")).toBeTruthy();
	await user.click(await link("いちばん古い人を見る"));
	await heading("データがまちがっていますか");
	await user.keyboard("b");
	const dialog = await screen.findByRole("dialog");
	await waitFor(() => expect(document.activeElement?.textContent).toContain("住所が変わった"));
	await user.keyboard("{Enter}");
	await user.click(await within(dialog).findByRole("button", { name: "住民票の写し" }));
	await heading("2人目が確かめるのを待っています");
	expect((await platform.mismatch({ id: 1 })).line.state).toBe("proposed");
	expect(screen.queryByRole("button", { name: /わたしも認める/ })).toBeNull();
});

test("another person agrees, or doesn't and says why", async () => {
	const { user } = await open("mismatched", "/mismatches/2", "ichiro");
	await heading("2人目が確かめるのを待っています");
	await user.keyboard("d");
	const dialog = await screen.findByRole("dialog");
	await user.type(within(dialog).getByLabelText("認めない理由"), "証拠が古い");
	await user.click(within(dialog).getByRole("button", { name: "認めない" }));
	await heading("データがまちがっていますか");
	expect((await platform.mismatch({ id: 2 })).history.at(-1)?.what).toContain("証拠が古い");
});

test("the second person's word closes it", async () => {
	const { user } = await open("mismatched", "/mismatches/2", "ichiro");
	await user.click(await button(/わたしも認める/));
	await heading("理由付き疑いなしで、解消しました");
	expect(screen.getByText("3 日で解消")).toBeTruthy();
});

test("corrected data are sent again by the usual way", async () => {
	const { user } = await open("mismatched", "/mismatches/1");
	await heading("データがまちがっていますか");
	await user.keyboard("a");
	await heading("基幹システムで直して、送りなおしてください");
	expect(await link("直したファイルを送る")).toBeTruthy();
});
