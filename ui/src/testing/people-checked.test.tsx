import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { platform } from "../platform";
import { button, field, heading, link, logIn, open, show } from "./open";

test("the common case takes fifteen keys and no mouse", async () => {
	const { user } = await open("clerk", "/identity");
	await heading("途中の本人確認はありません");
	let keys = 0;
	const press = async (...pressed: string[]) => {
		keys += pressed.length;
		for (const key of pressed) await user.keyboard(key);
	};
	await press("{Enter}");
	await heading("だれの番号が、どこから届きますか");
	await press("1");
	await heading("届け出るのはだれですか");
	await press("1");
	await heading("どうやって届きましたか");
	await press("1");
	await heading("何を示してもらいますか");
	await press("1");
	await heading("期限内ですか。");
	await press("1");
	await heading(/届けの内容と同じですか/);
	await press("1");
	await heading("本人確認がそろいました");
	await waitFor(async () => expect(document.activeElement).toBe(await field("だれの届けか")));
	await press(..."101-23", "{Enter}");
	await heading("本人確認の記録");
	expect(keys).toBeLessThanOrEqual(15);
	expect(await platform.identityCase({ id: 1 })).toMatchObject({ state: "closed", subject: "101-23" });
	expect(screen.getByText("健保組合")).toBeTruthy();
});

test("a figure that is written into a field chooses nothing", async () => {
	const { user } = await open("confirming", "/identity/2");
	await heading("何を示してもらいますか");
	await user.click(await button("確かめられないことにする…"));
	await user.type(await field("確かめられない理由"), "1枚もない");
	await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "確かめられないことにする" }));
	await heading("確かめられませんでした");
	expect(screen.getByText("1枚もない")).toBeTruthy();
});

test("leaving and coming back loses no answer, and an answer can be chosen anew", async () => {
	const { user } = await open("confirming", "/identity");
	await heading("途中の本人確認が 2 件あります");
	expect(screen.getByText("9 日前")).toBeTruthy();
	await user.click(await link(/^本人確認2\s続ける$/));
	await heading("何を示してもらいますか");
	await user.keyboard("{Escape}");
	await user.click(await link(/^本人確認2\s続ける$/));
	await user.click(await button("受け方を選びなおす"));
	await heading("どうやって届きましたか");
	await user.keyboard("2");
	await heading("何を示してもらいますか");
	expect(screen.getByText("郵送")).toBeTruthy();
});

test("a document that never counts can't be chosen and says why; a no is said beside what was shown", async () => {
	const { user } = await open("confirming", "/identity/2");
	const never = await button(/個人番号通知書/);
	expect(never.getAttribute("aria-disabled")).toBe("true");
	await user.click(never);
	expect((await platform.identityCase({ id: 2 })).shown).toEqual([]);
	await user.click(await button(/運転免許証/));
	await heading("期限内ですか。");
	await user.click(await button(/いいえ/));
	await heading(/届けの内容と同じですか/);
	await user.click(await button(/はい/));
	await heading("ほかに何を示してもらいますか");
	expect(screen.getByText("期限が切れています。")).toBeTruthy();
	await user.click(await button("取り消す：運転免許証"));
	await heading("何を示してもらいますか");
});

test("a reason opens more documents", async () => {
	const { user } = await open("confirming", "/identity/2");
	await user.click(await screen.findByText("上の書類が難しいとき"));
	await user.type(await field("身元確認の書類が難しい理由"), "写真付きの書類がない{Enter}");
	expect(await button(/年金手帳/)).toBeTruthy();
	expect(screen.getByText("難しい理由：写真付きの書類がない")).toBeTruthy();
});

test("the form of 別添15 is made, printed without being kept, and returned", async () => {
	const print = vi.fn();
	window.print = print;
	const { user } = await open("confirming", "/identity/1");
	await user.click(await button("依頼書を作る"));
	await user.type(await field("登録してある住所"), "東京都千代田区霞が関１丁目２番２号");
	await user.type(await field("氏名"), "練習 花子");
	await user.click(await button("依頼書を印刷する"));
	expect(print).toHaveBeenCalledOnce();
	await user.click(await button("依頼書が返ってきました"));
	await heading("氏名と、生年月日か住所が、届けの内容と同じですか。");
	expect(JSON.stringify(await platform.identityCase({ id: 1 }))).not.toContain("霞が関");
});

test("pairs are chosen by figure and decided by Enter, same only with a reason, and two for the third", async () => {
	const { user } = await open("confirming", "/comparisons");
	await heading("目で確かめる組が 2 組あります");
	await user.click(await link("続ける：突合1"));
	await user.click(await link("次の組を見る"));
	await heading("同じ人の記録ですか");
	expect(screen.getByText("霞が関１丁目２番２号").tagName).toBe("MARK");
	expect(screen.getByText("異体字: 邉→辺")).toBeTruthy();
	for (const key of "abc") await user.keyboard(key);
	await user.keyboard("1{Enter}");
	expect(await screen.findByText("理由を入れてください。")).toBeTruthy();
	expect(await platform.comparison({ id: 1 })).toMatchObject({ settled: 0 });
	await user.selectOptions(await field("同じ人だと言える理由"), screen.getByRole("option", { name: /住所が変わった/ }));
	await user.click(await button("同じ人と決める"));
	expect(await screen.findByText(/ふたりが別々に確かめます/)).toBeTruthy();
	await user.click(await button("取り消す"));
	expect(await screen.findByText(/ひとりが目で確かめます/)).toBeTruthy();
	await user.keyboard("1");
	await user.click(await button("同じ人と決める"));
	expect(await screen.findByText(/ふたりが別々に確かめます/)).toBeTruthy();
	await user.keyboard("3{Enter}");
	await heading("あなたが確かめる組は、もうありません");
	expect(await platform.comparison({ id: 1 })).toMatchObject({ settled: 1, open: 1, waiting: 0 });
	await user.click(await link("突合1の状態を見る"));
	await heading("ほかの人が見るのを待っています");
	await user.click(await link("見なくてよい組の見本を見る"));
	await user.click(await button("見本を見ました。このまま通します"));
	await heading("ほかの人が見るのを待っています");
});

test("the second person settles it, and the result is handed over", async () => {
	const { unmount } = await open("confirming");
	unmount();
	const third = 4;
	await platform.answerPair({ id: 1, row: third, finding: "other", ground: null });
	await logIn("ichiro");
	const { user } = show("/comparisons/1/pairs");
	await heading("同じ人の記録ですか");
	await user.keyboard("2{Enter}");
	await screen.findByText(/ふたりが別々に確かめます/);
	await user.keyboard("3{Enter}");
	await heading("あなたが確かめる組は、もうありません");
	expect(await platform.comparison({ id: 1 })).toMatchObject({ settled: 2, open: 0 });
	await user.click(await link("決めた組を見る"));
	await heading("決めた組です");
	const [first] = await screen.findAllByRole("button", { name: /もう一度見る：\d+ 行目/ });
	await user.click(first as HTMLElement);
	await waitFor(async () => expect(await platform.comparison({ id: 1 })).toMatchObject({ settled: 1, open: 1 }));
});

test("a しきい値判断 warns when nobody from the past is counted, and stands with its reasons", async () => {
	const { user } = await open("approver", "/pia");
	await heading("どの評価が必要かを判断します");
	await user.type(await field("いまの加入者（人）"), "12000");
	await user.type(await field("過去の加入者（人）"), "0");
	expect(await screen.findByText(/資格を失った人も数えます/)).toBeTruthy();
	await user.type(await field("過去の加入者（人）"), "{Backspace}3000");
	await user.type(await field("取扱者（人）"), "12{Enter}");
	await heading("基礎項目評価のみ");
	expect(screen.getByText("15,000 人（うち過去の加入者 3,000 人）")).toBeTruthy();
	expect((await platform.pia()).records).toHaveLength(1);
});
