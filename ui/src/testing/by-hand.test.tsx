import { readFileSync, writeFileSync } from "node:fs";
import { screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { platform } from "../platform";
import { button, field, heading, logIn, open, show } from "./open";

test("a medium is written, posted with its letter and announced", async () => {
	const { unmount, world } = await open("busy", "/jobs");
	unmount();
	const path = world.file("next.csv");
	const [head, , ...rows] = readFileSync(world.file("kanyusha_2.csv"), "utf8").trim().split("\r\n");
	writeFileSync(path, [head, ...rows, ""].join("\r\n"));
	const { id } = await platform.takeIn({ path, kind: "member-registration", listed: null });
	await expect.poll(async () => (await platform.job({ id })).state, { timeout: 10_000 }).toBe("checked");
	await platform.chooseWay({ id, way: "media" });
	await platform.requestApproval({ id });
	await logIn("ichiro");
	await platform.approve({ id });
	await logIn("hanako");
	await platform.writeOut({ id, to: { path: `${path}.out`, pass_phrase: "baitai-no-aikotoba" } });

	const { user } = show(`/jobs/${id}`);
	await heading("手渡しで送ってください");
	const print = vi.fn();
	window.print = print;
	await user.click(await button("送付状を印刷する…"));
	await user.type(await field("宛先"), "支払基金 番号課");
	await user.click(await button("印刷する"));
	await vi.waitFor(() => expect(print).toHaveBeenCalled());
	const sheet = within(screen.getByLabelText("媒体送付状"));
	expect(sheet.getByText(/^支払基金 番号課/)).toBeTruthy();
	expect(sheet.getByText(/^[\d,]+ 件$/)).toBeTruthy();

	await user.type(await field("追跡番号（あれば）"), "1234-5678");
	await user.click(await button("送ったことを記録する"));
	expect(await screen.findByText("媒体を送りました")).toBeTruthy();
	await user.click(await button("送付完了の連絡をした"));
	await vi.waitFor(async () => expect((await platform.job({ id })).parcel?.told_at).not.toBeNull());
	await vi.waitFor(() => expect(screen.queryByRole("button", { name: "送付完了の連絡をした" })).toBeNull());
});
