import { readFileSync, writeFileSync } from "node:fs";
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import type { World } from "../platform/bridge";
import { button, field, heading, link, open } from "./open";

const shipped = () => readFileSync("../assets/layouts/member-registration.toml", "utf8");

/** Writes a definition that the insurer was given, with a change that one can read. */
function writeOfficial(world: World): string {
	const text = shipped()
		.replace('version = "仮-2026.2"', 'version = "正式-2027.1"')
		.replace('status = "provisional"', 'status = "official"')
		.replace('"9" = "その他"', '"4" = "祖父母", "9" = "その他"');
	const path = world.file("official.toml");
	writeFileSync(path, text);
	return path;
}

const ofMembers = async () => (await platform.definitions()).filter((each) => each.kind === "member-registration");

test("a definition is read, compared with the paper group by group, and taken", async () => {
	const { user, world } = await open("admin", "/definitions");
	await heading(/種類とも、仮の定義を使っています/);
	await user.type(await field("定義ファイルの場所"), writeOfficial(world));
	await user.click(await button("中身を確かめる"));
	expect(await screen.findByText("正式-2027.1（正式）")).toBeTruthy();
	expect(screen.getByText(/いま使っている版（仮-2026.2）から変わること/)).toBeTruthy();
	expect(screen.getByText(/祖父母/)).toBeTruthy();
	const take = await button("この定義を取り込む");
	for (const box of screen.getAllByRole("checkbox").slice(0, 7)) await user.click(box);
	await user.click(take);
	expect((await screen.findByRole("alert")).textContent).toContain("8組すべて");
	expect(await ofMembers()).toHaveLength(1);
	await user.click(screen.getAllByRole("checkbox")[7] as HTMLElement);
	await user.click(take);
	expect(await screen.findByText(/「正式-2027.1」を取り込みました/)).toBeTruthy();
	expect(await ofMembers()).toHaveLength(2);
});

test("a broken definition is named line by line and can't be taken", async () => {
	const { user, world } = await open("admin", "/definitions");
	const path = world.file("bad.toml");
	writeFileSync(path, shipped().replace('type = "csv"', 'type = "xls"'));
	await user.type(await field("定義ファイルの場所"), path);
	await user.click(await button("中身を確かめる"));
	expect(await screen.findByText(/^\d+ 行目$/)).toBeTruthy();
	expect(screen.getByText(/直すところが 1 か所あるので、取り込めません/)).toBeTruthy();
	expect(screen.queryByRole("button", { name: "この定義を取り込む" })).toBeNull();
});

test("a definition can be read; an imported one is retired only after a question", async () => {
	const { user, world } = await open("admin", "/definitions/member-registration/仮-2026.2");
	const { sha256: fingerprint } = await platform.readDefinition({ path: writeOfficial(world) });
	await platform.importDefinition({ path: world.file("official.toml"), fingerprint });
	await heading("加入者情報一括登録");
	const columns = await screen.findByRole("table", { name: "加入者情報一括登録の列" });
	expect(columns.textContent).toContain("1: 取得、2: 喪失、3: 氏名・住所変更");
	expect(screen.getByText(/1つの個人番号が、2人の行にあってはなりません/)).toBeTruthy();
	expect(screen.queryByRole("button", { name: /使うのをやめる/ })).toBeNull();
	await user.click(await link("もどる"));
	await user.type(await screen.findByRole("searchbox"), "正式-2027");
	const row = (await screen.findByText("正式-2027.1")).closest("tr") as HTMLElement;
	await user.click(row.querySelector("a") as HTMLElement);
	await user.click(await button("この版を使うのをやめる…"));
	const retired = async () => (await ofMembers()).map(({ imported }) => (imported?.retired_at ?? null) !== null);
	expect(await retired()).not.toContain(true);
	await user.click(await button("使うのをやめる"));
	await waitFor(async () => expect(await retired()).toContain(true));
});

test("a clerk reads a definition and changes none", async () => {
	await open("clerk", "/definitions/member-registration/仮-2026.2");
	await heading("加入者情報一括登録");
	expect(screen.queryByRole("button", { name: /書き出す|やめる/ })).toBeNull();
});
