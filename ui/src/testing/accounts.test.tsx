import { writeFileSync } from "node:fs";
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { button, field, heading, logIn, open, show } from "./open";

const account = async (id: string) => (await platform.users()).find((user) => user.id === id);

test("an administrator changes, closes and reopens an account, and gives a password anew", async () => {
	const { user, unmount } = await open("admin", "/users");
	await heading(/^利用者は/);
	await user.click(await button("変える：練習 花子"));
	const change = within(await screen.findByRole("dialog"));
	await user.click(change.getByRole("checkbox", { name: /承認者/ }));
	await user.type(change.getByLabelText("代わりの人が使える、さいごの日"), "2099-03-31");
	await user.click(change.getByRole("button", { name: "変える" }));
	expect(await screen.findByText("2099年3月31日 まで")).toBeTruthy();
	expect(await account("hanako")).toMatchObject({ roles: ["clerk", "approver"], until: "2099-03-31" });

	await user.click(await button("使えなくする：練習 花子"));
	const close = within(await screen.findByRole("dialog"));
	await user.click(close.getByRole("button", { name: "使えなくする" }));
	expect(await screen.findByText("理由を入れてください。")).toBeTruthy();
	await user.type(close.getByLabelText("理由"), "異動");
	await user.click(close.getByRole("button", { name: "使えなくする" }));
	await user.click(await button("もどす：練習 花子"));
	expect(await button("使えなくする：練習 花子")).toBeTruthy();

	await user.click(await button("パスワードを決めなおす：練習 花子"));
	const reset = within(await screen.findByRole("dialog"));
	await user.type(reset.getByLabelText("最初のパスワード"), "hajimete-no-aikotoba");
	await user.click(reset.getByRole("button", { name: "決めなおす" }));
	await waitFor(async () => expect(await account("hanako")).toMatchObject({ must_change_password: true }));
	unmount();
	show("/");
	expect(await screen.findByText(/^練習 花子 のパスワードを、管理 桜 が決めなおしました/)).toBeTruthy();
});

test("home says when the last login was, and how often somebody else tried since", async () => {
	const { unmount } = await open("clerk", "/");
	unmount();
	await platform.logOut();
	await expect(platform.logIn({ user: "hanako", password: "chigau-aikotoba" })).rejects.toBeTruthy();
	await logIn("hanako");
	show("/");
	expect(await screen.findByText(/パスワードのまちがいが 1 回ありました/)).toBeTruthy();
});

test("部署 come from the server's file, and people belong to them", async () => {
	const { user, world } = await open("admin", "/users");
	await heading(/^利用者は/);
	const path = world.file("busho.csv");
	const heads = "部署ID,部署名,アクセスグループID,担当する事務,担当する職掌,取り扱う特定個人情報";
	writeFileSync(path, `${heads}\r\nB01,適用課,,資格の管理,担当,個人番号\r\n`);
	await user.type(await field("部署情報のファイル（CSV）"), path);
	await user.click(await button("部署を取り込む"));
	const list = within(await screen.findByRole("table", { name: "部署の一覧" }));
	expect(await list.findByText("適用課")).toBeTruthy();
	await user.click(await button("変える：練習 花子"));
	const change = within(await screen.findByRole("dialog"));
	await user.selectOptions(change.getByLabelText("部署"), "適用課");
	await user.click(change.getByRole("button", { name: "変える" }));
	await waitFor(async () => expect(await account("hanako")).toMatchObject({ department: "B01" }));
});
