import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { button, heading, logIn, open, show } from "./open";

test("an administrator says that a step was done elsewhere, and home shows it to everybody", async () => {
	const { user, unmount } = await open("admin", "/order");
	await heading("送信の順番");
	const table = within(screen.getByRole("table", { name: "送信の順番" }));
	expect(table.getAllByText("まだ").length).toBeGreaterThan(1);
	await user.click((await screen.findAllByRole("button", { name: "ほかで済んだと記録する…" }))[0] as HTMLElement);
	const asked = within(await screen.findByRole("dialog"));
	await user.type(asked.getByLabelText("理由"), "2024年に旧端末で登録した");
	await user.click(await button("記録する"));
	expect(await screen.findByText("ほかで済み")).toBeTruthy();
	unmount();
	await logIn("hanako");
	show("/");
	expect(await screen.findByText(/この端末のほかで済んだことになっています.*2024年に旧端末で登録した/)).toBeTruthy();
});
