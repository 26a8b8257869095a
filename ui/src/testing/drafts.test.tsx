import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { forgetDrafts, saveDrafts } from "../lib/drafts";
import { platform } from "../platform";
import { button, field, heading, link, open, password, show } from "./open";

const typedIn = async (label: string) => ((await field(label)) as HTMLInputElement).value;

test("what was typed survives Esc, a lock, a logout of the same person and a window that begins anew", async () => {
	const { user, world } = await open("looking-up", "/numbers");
	await heading(/基幹システムへ渡す番号/);
	await user.type(await field("カナ氏名"), "ミホン　イチロウ");
	await user.type(await field("個人番号"), "123456789018");

	await user.keyboard("{Escape}");
	await heading(/きょうすること/);
	await user.click(await link("番号の入力"));
	expect(await typedIn("カナ氏名")).toBe("ミホン　イチロウ");
	expect(await typedIn("個人番号")).toBe("");

	await world.control({ leave: null });
	await user.type(await field("練習 花子さんのパスワード"), `${password}{Enter}`);
	await heading(/基幹システムへ渡す番号/);
	expect(await typedIn("カナ氏名")).toBe("ミホン　イチロウ");

	await user.click(await button("ログアウト"));
	await user.type(await field("利用者ID"), "hanako");
	await user.type(await field("パスワード"), `${password}{Enter}`);
	await user.click(await link("番号の入力"));
	expect(await typedIn("カナ氏名")).toBe("ミホン　イチロウ");

	await saveDrafts();
	cleanup();
	forgetDrafts();
	show("/numbers");
	expect(await typedIn("カナ氏名")).toBe("ミホン　イチロウ");
	expect(JSON.stringify(await platform.drafts())).not.toContain("123456789018");
});

test("another person finds nothing of it", async () => {
	const { user } = await open("clerk", "/send");
	await user.type(await field("ファイルの場所"), "/tmp/half");
	await user.click(await button("ログアウト"));
	await user.type(await field("利用者ID"), "admin");
	await user.type(await field("パスワード"), `${password}{Enter}`);
	await heading(/きょうすること/);
	expect(await platform.drafts()).toEqual([]);
});

test("what was refused stays, and what was sent is forgotten", async () => {
	const { user, world } = await open("clerk", "/send");
	await user.type(await field("ファイルの場所"), "/tmp/nowhere.csv");
	await user.click(await button("検査する"));
	await screen.findByRole("alert");
	await saveDrafts();
	expect(await typedIn("ファイルの場所")).toBe("/tmp/nowhere.csv");
	expect((await platform.drafts()).filter(({ form }) => !/^recent/.test(form))).toHaveLength(1);
	await user.clear(await field("ファイルの場所"));
	await user.type(await field("ファイルの場所"), world.file("good.csv"));
	await user.click(await button("検査する"));
	await heading("送れます");
	await waitFor(async () => expect((await platform.drafts()).filter(({ form }) => !/^recent/.test(form))).toEqual([]));
});

test("Esc that ends a composition of the input method leaves no screen", async () => {
	await open("clerk", "/send");
	const path = await field("ファイルの場所");
	fireEvent.keyDown(path, { key: "Escape", isComposing: true });
	fireEvent.keyDown(path, { key: "Escape", keyCode: 229 });
	await heading("送るファイルを選んでください");
	fireEvent.keyDown(path, { key: "Escape" });
	await heading(/きょうすること/);
});

test("a file dropped on the window goes to 送る, and into the field that is there", async () => {
	const { world } = await open("clerk");
	await heading(/きょうすること/);
	await world.drop("/tmp/dropped.csv");
	await heading("送るファイルを選んでください");
	expect(await typedIn("ファイルの場所")).toBe("/tmp/dropped.csv");
	await world.drop("/tmp/other.csv");
	await waitFor(async () => expect(await typedIn("ファイルの場所")).toBe("/tmp/other.csv"));
});

test("a path that was copied with its quotation marks is taken without them", async () => {
	const { user } = await open("clerk", "/send");
	await user.type(await field("ファイルの場所"), '"/tmp/my file.csv"');
	await user.tab();
	expect(await typedIn("ファイルの場所")).toBe("/tmp/my file.csv");
});
