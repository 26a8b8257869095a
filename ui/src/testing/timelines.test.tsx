import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { platform } from "../platform";
import { button, field, heading, link, open } from "./open";

test("the nearest last day stands first, in words, and one's way can be looked at", async () => {
	const { user } = await open("hurried", "/timelines");
	await heading("期限を過ぎた人が 1 人います");
	const rows = within(screen.getByRole("table", { name: "登録を待つ人" })).getAllByRole("row");
	expect(rows[1]?.textContent).toContain("期限を2日過ぎました");
	expect(rows[2]?.textContent).toContain("きょうが期限");
	await user.click(await link("いちばん早い人を見る"));
	await heading("期限を過ぎています");
	const steps = screen.getAllByRole("listitem").map((item) => item.textContent);
	expect(steps.find((text) => text?.includes("届出の受領"))).toContain("✓");
	expect(steps.find((text) => text?.includes("処理完了"))).toContain("まだ");
});

test("a name is looked for, and those who are registered stand apart", async () => {
	const { user } = await open("hurried", "/timelines");
	await heading(/期限を過ぎた人/);
	await user.type(await field("氏名か番号でさがす"), "伊藤");
	expect(await screen.findByRole("link", { name: /伊藤/ })).toBeTruthy();
	await waitFor(() => expect(screen.queryByRole("link", { name: /渡邉/ })).toBeNull());
	await user.clear(await field("氏名か番号でさがす"));
	await user.click(await field("登録が済んだ人を見る"));
	expect(await screen.findByRole("table", { name: "登録が済んだ人" })).toBeTruthy();
	expect(await screen.findAllByText("期限のうちに登録")).not.toHaveLength(0);
});

test("nobody is to be registered: only with a reason", async () => {
	const { user } = await open("hurried", "/timelines/101-40-00");
	await heading("期限を過ぎています");
	await user.click(await button("登録しないことにする…"));
	const dialog = await screen.findByRole("dialog");
	await user.click(within(dialog).getByRole("button", { name: "登録しないことにする" }));
	expect(within(dialog).getByText("理由を入れてください。")).toBeTruthy();
	await user.type(within(dialog).getByLabelText("登録しない理由"), "届出が取り下げられた");
	await user.click(within(dialog).getByRole("button", { name: "登録しないことにする" }));
	await heading("登録しないことにしました");
	const { closed } = await platform.timeline({ registration: "101-40-00" });
	expect(closed?.reason).toBe("届出が取り下げられた");
});

test("the list is printed with all its rows", async () => {
	const print = vi.fn();
	vi.stubGlobal("print", print);
	const { user } = await open("hurried", "/timelines");
	await user.click(await button("一覧を印刷する"));
	expect(print).toHaveBeenCalledOnce();
	const sheet = screen.getByLabelText("登録の期限の一覧");
	expect(sheet.textContent).toContain("1 / 1 ページ");
	expect(within(sheet).getAllByText(/101-4\d-00/)).toHaveLength(4);
});
