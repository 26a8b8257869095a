import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { button, field, heading, logIn, open, show } from "./open";

test("a number is seen for a reason, by whom an administrator gave the right, and hidden again", async () => {
	const { user, unmount } = await open("looking-up", "/numbers");
	await heading(/基幹システムへ渡す番号が/);
	expect(screen.queryByRole("button", { name: /^個人番号を見る/ })).toBeNull();
	unmount();
	await logIn("admin");
	const admin = show("/users");
	await user.click(await button("練習 花子は個人番号を見てよいことにする"));
	expect(await button("練習 花子は個人番号を見ないことにする")).toBeTruthy();
	admin.unmount();

	await logIn("hanako");
	show("/numbers");
	const [line] = (await platform.numbers({ part: { before: null, words: "", most: 0 } })).waiting;
	if (!line) throw new Error("no number waits");
	await user.click(await button(`個人番号を見る：${line.name}`));
	const dialog = within(await screen.findByRole("dialog"));
	await user.click(dialog.getByRole("button", { name: "見る" }));
	expect(await screen.findByText("見る理由を入れてください。")).toBeTruthy();
	await user.type(await field("見る理由"), "電話で確認");
	await user.click(dialog.getByRole("button", { name: "見る" }));
	const number = await screen.findByText(/^\d{12}$/);
	expect(number.textContent?.slice(-4)).toBe(line.masked.slice(-4));
	await user.click(await button("いま隠す"));
	expect(screen.queryByText(/^\d{12}$/)).toBeNull();
});
