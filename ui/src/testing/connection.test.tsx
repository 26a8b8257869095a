import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { expect, test, vi } from "vitest";
import { platform } from "../platform";
import { button, heading, link, open } from "./open";

const sheet = () => screen.getByLabelText("接続試験の結果");

test("a way without fault is shown hop by hop, and can be printed", async () => {
	window.print = vi.fn();
	const { user } = await open("admin-busy", "/certificates");
	await user.click(await link("つながるか確かめる"));
	await heading("つながるか確かめてください");
	await user.click(await button("つながるか確かめる"));
	await heading("つながりました");
	expect(within(screen.getByRole("status")).getAllByRole("listitem")).toHaveLength(9);
	expect(within(screen.getByRole("status")).getByText(/^3 件（/)).toBeTruthy();
	await user.click(await button("接続試験の結果を印刷する"));
	await waitFor(() => expect(window.print).toHaveBeenCalledOnce());
	const serial = (await platform.certificates())[0]?.serial;
	for (const words of ["06990014", serial, "練習用中間サーバー", "管理 桜（admin）"])
		expect(sheet().textContent).toContain(words);
	expect(within(sheet()).getAllByText("よい")).toHaveLength(9);
});

test("a broken hop is named, with what to do; what stands behind it was not tried", async () => {
	const { user } = await open("admin-revoked", "/connection");
	await user.click(await button("つながるか確かめる"));
	await heading("「この端末の証明書」で止まっています");
	expect(screen.getByText("K309")).toBeTruthy();
	expect(screen.getAllByText(/再発行を申し込んでください/)).not.toHaveLength(0);
	expect(screen.getAllByText(/まだ確かめていません/)).toHaveLength(5);
	expect(sheet().textContent).toContain("つながりませんでした");
	const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
	expect(found.violations).toEqual([]);
});

test("a line that isn't enough for what waits is to be looked at, and says what to do", async () => {
	const { user } = await open("admin-slow", "/connection");
	await user.click(await button("つながるか確かめる"));
	await heading("つながりました。見てほしいところがあります");
	const found = within(screen.getByRole("status"));
	expect(found.getByText(/1時間では送りきれません。受付時間が終わる前に/)).toBeTruthy();
	expect(sheet().textContent).toContain("1時間では送りきれません");
	expect(within(sheet()).getAllByText("注意")).toHaveLength(1);
});

test("before the login the connection can be tried too", async () => {
	const { user } = await open("log-in");
	await user.click(await link("サーバーにつながるか確かめる"));
	await user.click(await button("つながるか確かめる"));
	await heading("つながりました");
	expect(sheet().textContent).not.toContain("印刷：");
	await user.click(await link("ログインへもどる"));
	await heading("ログインしてください");
});

test("when the server takes files is set in words, and shown above every screen", async () => {
	const { user } = await open("admin", "/certificates");
	await user.click(await button("受付時間を決める…"));
	const rules = await screen.findByLabelText("受付時間（1行に1つ）");
	await user.type(rules, "祝 休み");
	await user.click(await button("この受付時間にする"));
	expect(await screen.findByText("K109")).toBeTruthy();
	await user.clear(rules);
	await user.type(rules, "月-土 8:00-21:00");
	await user.click(await button("この受付時間にする"));
	const place = within(screen.getByRole("region", { name: "接続先" }));
	expect(await place.findByText("月-土 8:00-21:00")).toBeTruthy();
	expect(await screen.findByText("受付は21:00まで")).toBeTruthy();
	await user.click(await button("受付時間を決める…"));
	const again = await screen.findByLabelText("受付時間（1行に1つ）");
	expect((again as HTMLTextAreaElement).value.trim()).toBe("月-土 8:00-21:00");
});

test("a proxy that asks who comes is told, and can be done without", async () => {
	const { user } = await open("admin", "/certificates");
	await user.click(await button("プロキシを変える…"));
	const dialog = await screen.findByRole("dialog");
	await user.type(within(dialog).getByLabelText("プロキシ"), "proxy.example:3128");
	await user.type(within(dialog).getByLabelText("プロキシの利用者ID"), "tanmatsu");
	await user.type(within(dialog).getByLabelText("そのパスワード"), "himitsu");
	const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
	expect(found.violations).toEqual([]);
	await user.click(await button("このプロキシにする"));
	expect(await screen.findByText("proxy.example:3128 利用者ID tanmatsu")).toBeTruthy();
});
