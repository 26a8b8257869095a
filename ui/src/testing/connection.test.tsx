import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { expect, test, vi } from "vitest";
import { button, heading, link, open } from "./open";

const sheet = () => screen.getByLabelText("接続試験の結果");

test("a way without fault is shown hop by hop, and can be printed", async () => {
	window.print = vi.fn();
	const { user } = open("admin", "/certificates");
	await user.click(await link("つながるか確かめる"));
	await heading("つながるか確かめてください");
	await user.click(await button("つながるか確かめる"));
	await heading("つながりました");
	expect(within(screen.getByRole("status")).getAllByRole("listitem")).toHaveLength(8);
	expect(within(screen.getByRole("status")).getByText(/2 件（82 MB）/)).toBeTruthy();
	await user.click(await button("接続試験の結果を印刷する"));
	await waitFor(() => expect(window.print).toHaveBeenCalledOnce());
	for (const words of ["06990014", "3A7F0012C4", "練習用中間サーバー", "管理 桜（admin）"])
		expect(sheet().textContent).toContain(words);
	expect(within(sheet()).getAllByText("よい")).toHaveLength(8);
});

test("a broken hop is named, with what to do; what stands behind it was not tried", async () => {
	const { user } = open("admin-cut", "/connection");
	await user.click(await button("つながるか確かめる"));
	await heading("「この端末の証明書」で止まっています");
	expect(screen.getByText("K309")).toBeTruthy();
	expect(screen.getByText(/再発行を申し込んでください/)).toBeTruthy();
	expect(screen.getAllByText(/まだ確かめていません/)).toHaveLength(4);
	expect(sheet().textContent).toContain("つながりませんでした");
	const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
	expect(found.violations).toEqual([]);
});

test("before the login the connection can be tried too", async () => {
	const { user } = open("log-in");
	await user.click(await link("サーバーにつながるか確かめる"));
	await user.click(await button("つながるか確かめる"));
	await heading("つながりました");
	expect(sheet().textContent).not.toContain("印刷：");
	await user.click(await link("ログインへもどる"));
	await heading("ログインしてください");
});
