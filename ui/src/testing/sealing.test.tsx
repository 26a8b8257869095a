import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { newest } from "./newest";
import { button, field, heading, logIn, open } from "./open";

test("a file for the 基幹システム is sealed by a pass phrase that is typed twice", async () => {
	const { user } = await open("looking-up", "/numbers");
	await heading("基幹システムへ渡す番号が 1 件あります");
	expect(screen.queryByLabelText("パスフレーズ")).toBeNull();
	await user.click(await field(/^パスフレーズで暗号化する/));
	expect(screen.getByText(/7-Zip/)).toBeTruthy();
	await user.type(await field("パスフレーズ"), "みじかい");
	await user.click(await button("番号を書き出す"));
	expect(await screen.findByText("半角の英字・数字・記号で、12文字以上にしてください。")).toBeTruthy();
	expect(await platform.handOvers({ part: newest })).toHaveLength(0);
	await user.clear(await field("パスフレーズ"));
	await user.type(await field("パスフレーズ"), "Nagai.Aikotoba.2026");
	await user.type(await field("パスフレーズ（もう一度）"), "Nagai.Aikotoba.2026");
	await user.click(await button("番号を書き出す"));
	expect(await screen.findByText(/\.csv\.zip に 1 行を書き出しました/)).toBeTruthy();
	expect((await platform.handOvers({ part: newest }))[0]?.sealed).toBe(true);
	await logIn("kansa");
	const kept = [await platform.handOvers({ part: newest }), await platform.audit({ offset: 0, limit: 100 })];
	expect(JSON.stringify(kept)).toContain(".csv.zip");
	expect(JSON.stringify(kept)).not.toContain("Nagai.Aikotoba");
});

test("without a pass phrase nothing more is asked", async () => {
	const { user } = await open("looking-up", "/numbers");
	await user.click(await button("番号を書き出す"));
	expect(await screen.findByText(/\.csv に 1 行を書き出しました/)).toBeTruthy();
	expect((await platform.handOvers({ part: newest }))[0]?.sealed).toBe(false);
});
