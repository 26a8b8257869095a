import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { button, field, heading, link, open } from "./open";

test("the inventory keeps registration and validity apart, with papers, a change-over and an end", async () => {
	const { user, world } = open("admin", "/certificates");
	const table = await screen.findByRole("table", { name: "証明書の台帳" });
	expect(within(table).getByText("設定済")).toBeTruthy();
	expect(within(table).getByText("まもなく期限（あと 24 日）")).toBeTruthy();
	await user.click(await link("証明書1"));
	await heading("証明書1は「設定済」です");

	await user.type(await field("発行通知書の番号"), "発 2026-17");
	await user.type(await field("控えの場所"), "金庫 2段目");
	await user.click(await button("書類を記録する"));
	expect(await screen.findByText("記録しました")).toBeTruthy();
	expect(world.inventory[0]).toMatchObject({ notice: "発 2026-17", backup: { place: "金庫 2段目" } });

	await user.click(await field(/失効を申請した/));
	await user.click(await button("記録する"));
	expect(screen.getByText(/理由を入れてください/)).toBeTruthy();
	await user.type(await field("理由"), "端末の入れ替え");
	await user.click(await button("記録する"));
	await heading("証明書1は「失効申請中」です");
	expect(screen.queryByText(/失効を申請した/)).toBeNull();
});

test("a renewed certificate stands beside the old one, and one can go back", async () => {
	const { user, world } = open("admin", "/certificates");
	await user.click(await button("新しい証明書を取り込む…"));
	await user.type(await field(/証明書のファイル（/), "/tmp/new.p12");
	await user.click(await button("中身を確かめる"));
	await user.click(await button("証明書を取り込む"));
	const table = await screen.findByRole("table", { name: "証明書の台帳" });
	expect(await within(table).findByText("証明書2")).toBeTruthy();
	expect(world.inventory.filter((line) => line.in_use).map((line) => line.id)).toEqual([2]);
});

test("whoever sends a file is reminded of the expiry", async () => {
	open("busy-connection", "/send");
	expect(await screen.findByText(/証明書の期限まで、あと 20 日です/)).toBeTruthy();
});
