import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { button, field, heading, link, open } from "./open";

test("a definition is read, compared with the paper group by group, and taken", async () => {
	const { user, world } = open("admin", "/definitions");
	await heading("4 種類とも、仮の定義を使っています");
	await user.type(await field("定義ファイルの場所"), "/tmp/official.toml");
	await user.click(await button("中身を確かめる"));
	expect(await screen.findByText("正式-2027.1（正式）")).toBeTruthy();
	expect(screen.getByText(/いま使っている版（仮-2026.1）から変わること/)).toBeTruthy();
	expect(screen.getByText(/祖父母/)).toBeTruthy();
	const take = await button("この定義を取り込む");
	for (const box of screen.getAllByRole("checkbox").slice(0, 7)) await user.click(box);
	await user.click(take);
	expect((await screen.findByRole("alert")).textContent).toContain("8組すべて");
	expect(world.definitions).toHaveLength(4);
	await user.click(screen.getAllByRole("checkbox")[7] as HTMLElement);
	await user.click(take);
	expect(await screen.findByText(/「正式-2027.1」を取り込みました/)).toBeTruthy();
	expect(world.definitions).toHaveLength(5);
});

test("a broken definition is named line by line and can't be taken", async () => {
	const { user } = open("admin", "/definitions");
	await user.type(await field("定義ファイルの場所"), "/tmp/bad.toml");
	await user.click(await button("中身を確かめる"));
	expect(await screen.findByText("12 行目")).toBeTruthy();
	expect(screen.getByText(/直すところが 2 か所あるので、取り込めません/)).toBeTruthy();
	expect(screen.queryByRole("button", { name: "この定義を取り込む" })).toBeNull();
});

test("a definition can be read; an imported one is retired only after a question", async () => {
	const { user, world } = open("admin", "/definitions");
	const first = world.definitions[0];
	if (first)
		world.definitions.push({
			...first,
			version: "正式-1",
			provisional: false,
			imported: { by: "管理 桜", at: first.effective_from, sha256: "AA", retired_at: null, readable: true },
		});
	await user.click((await screen.findAllByRole("link", { name: "加入者情報一括登録" }))[0] as HTMLElement);
	await heading("加入者情報一括登録");
	const columns = await screen.findByRole("table", { name: "加入者情報一括登録の列" });
	expect(within(columns).getByText("1: 取得、2: 喪失、3: 氏名・住所変更")).toBeTruthy();
	expect(screen.getByText(/ちがう2人にあってはいけません/)).toBeTruthy();
	expect(screen.queryByRole("button", { name: /使うのをやめる/ })).toBeNull();
	await user.click(await link("もどる"));
	await user.click((await screen.findAllByRole("link", { name: "加入者情報一括登録" }))[1] as HTMLElement);
	await user.click(await button("この版を使うのをやめる…"));
	expect(world.definitions[4]?.imported?.retired_at).toBeNull();
	await user.click(await button("使うのをやめる"));
	await waitFor(() => expect(world.definitions[4]?.imported?.retired_at).toBeTruthy());
});

test("a clerk reads a definition and changes none", async () => {
	open("clerk", "/definitions/member-registration/仮-2026.1");
	await heading("加入者情報一括登録");
	expect(screen.queryByRole("button", { name: /書き出す|やめる/ })).toBeNull();
});
