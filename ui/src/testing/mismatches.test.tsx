import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { newest } from "./newest";
import { button, field, heading, link, open } from "./open";

const choose = (words: RegExp) => screen.findByRole("radio", { name: words });

test("the board says for how long viewing is stopped, and 疑いなし wants a reason and what shows it", async () => {
	const { user } = await open("mismatched", "/mismatches");
	await heading("閲覧が止まっている人が 2 人います");
	expect(screen.getByText("閲覧停止 12 日")).toBeTruthy();
	await user.click(await link("いちばん古い人を見る"));
	await heading("データがまちがっていますか");
	await user.click(await choose(/まちがいではない/));
	await user.click(await button("2人目に回す"));
	expect(await screen.findByText("理由を入れてください。")).toBeTruthy();
	await user.selectOptions(await field("同じ人だと言える理由"), screen.getByRole("option", { name: /住所が変わった/ }));
	await user.selectOptions(await field("確かめたもの"), "住民票の写し");
	await user.click(await button("2人目に回す"));
	await heading("2人目が確かめるのを待っています");
	expect((await platform.mismatch({ id: 1 })).line.state).toBe("proposed");
	expect(screen.queryByRole("radio", { name: /わたしも認める/ })).toBeNull();
	await user.click(await button("取り消す"));
	await heading("データがまちがっていますか");
	expect((await platform.mismatch({ id: 1 })).proposal).toBeNull();
});

test("no key alone decides about a person", async () => {
	const { user } = await open("mismatched", "/mismatches/1");
	await heading("データがまちがっていますか");
	for (const key of "abcdefghijklmnopqrstuvwxyz") await user.keyboard(key);
	expect((await platform.mismatch({ id: 1 })).line.state).toBe("open");
	await user.keyboard("1");
	expect(await screen.findByText(/サーバーにはまだ何も送りません/)).toBeTruthy();
	expect((await platform.mismatch({ id: 1 })).line.state).toBe("open");
	await user.keyboard("{Enter}");
	await heading("基幹システムで直して、送りなおしてください");
});

test("another person agrees, or doesn't and says why", async () => {
	const { user } = await open("mismatched", "/mismatches/2", "ichiro");
	await heading("2人目が確かめるのを待っています");
	await user.click(await choose(/^認めない/));
	await user.type(await field("認めない理由"), "証拠が古い");
	await user.click(await button("認めずに戻す"));
	await heading("データがまちがっていますか");
	expect((await platform.mismatch({ id: 2 })).history.at(-1)?.what).toContain("証拠が古い");
});

test("the second person's word closes it a minute later, and can be taken back until then", async () => {
	const { user, world } = await open("mismatched", "/mismatches/2", "ichiro");
	await user.click(await choose(/わたしも認める/));
	expect(await screen.findByText(/1分たつと、サーバーに登録します/)).toBeTruthy();
	await user.click(await button("認める"));
	await heading("サーバーに登録するのを待っています");
	await user.click(await button("認めたことを取り消す"));
	await heading("2人目が確かめるのを待っています");
	await user.click(await choose(/わたしも認める/));
	await user.click(await button("認める"));
	await heading("サーバーに登録するのを待っています");
	expect((await platform.mismatch({ id: 2 })).line.stopped).toBe(true);
	await world.control({ wait: 1 });
	await heading("理由付き疑いなしで、解消しました");
	expect(screen.getByText("3 日で解消")).toBeTruthy();
});

test("corrected data are sent again by the usual way, or thought over", async () => {
	const { user } = await open("mismatched", "/mismatches/1");
	await user.click(await choose(/データがまちがっている/));
	await user.click(await button("訂正して送りなおすことにする"));
	await heading("基幹システムで直して、送りなおしてください");
	expect(await link("直したファイルを送る")).toBeTruthy();
	await user.click(await button("取り消す"));
	await heading("データがまちがっていますか");
});

test("a number is destroyed only after a question, with a reason that stays in the 廃棄記録簿", async () => {
	const { user } = await open("looking-up", "/numbers");
	const [line] = (await platform.numbers({ part: newest })).waiting;
	await user.click(await button(new RegExp(`^消す：${line?.name}`)));
	const asked = await screen.findByRole("dialog");
	expect(within(asked).getByText(/戻せません/)).toBeTruthy();
	await user.click(within(asked).getByRole("button", { name: "番号を消す" }));
	expect(await within(asked).findByText("消す理由を入れてください。")).toBeTruthy();
	expect((await platform.numbers({ part: newest })).waiting).toHaveLength(1);
	await user.type(within(asked).getByLabelText("消す理由"), "ほかの人の番号だった");
	await user.click(within(asked).getByRole("button", { name: "番号を消す" }));
	await waitFor(async () => expect((await platform.numbers({ part: newest })).waiting).toHaveLength(0));
	const [disposed] = await platform.disposals({ part: newest });
	expect(disposed).toMatchObject({ why: "ほかの人の番号だった", rows: 1 });
	expect(disposed?.what).toContain("入力した個人番号");
});
