import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { makeClient } from "../lib/queries";
import { Problem } from "../parts/problem";
import { platform } from "../platform";
import { button, field, heading, link, logIn, open, show } from "./open";

test("a clerk writes a leak down, an approver notes the 速報, and the sheet has it all", async () => {
	const { user, unmount } = await open("busy", "/leaks");
	await heading("報告の終わっていない漏えいはありません");
	await user.click(await button("漏えいを書きとめる"));
	await heading("漏えいを書きとめます");
	await user.type(await field("概要"), "USBメモリーが見つからない");
	await user.click(await button("書きとめる"));
	expect(await screen.findByText(/^1つ以上選んでください/)).toBeTruthy();
	await user.type(await field("知った日"), (await platform.home()).today);
	await user.click(await field("個人番号"));
	await user.type(await field("人数"), "３");
	await user.click(await button("書きとめる"));
	await heading("漏えい1：速報をしていません");
	expect(screen.getAllByText(/あと 4 日/).length).toBeGreaterThan(0);
	expect(screen.queryByRole("button", { name: /速報をしたことを/ })).toBeNull();
	unmount();

	await logIn("ichiro");
	show("/");
	await user.click(await link(/漏えい1の速報をする/));
	await heading("漏えい1：速報をしていません");
	await user.click(await button("速報をしたことを記録する…"));
	const dialog = within(await screen.findByRole("dialog"));
	await user.type(dialog.getByLabelText("報告した日"), (await platform.home()).today);
	await user.type(dialog.getByLabelText("報告先"), "個人情報保護委員会　受付 12");
	await user.click(dialog.getByRole("button", { name: "記録する" }));
	await heading("漏えい1：速報をしました");
	const paper = within(await screen.findByRole("region", { name: "漏えい1の記録", hidden: true }));
	expect(paper.getByText(/^① /)).toBeTruthy();
	expect(paper.getByText(/報告が必要かどうかを、この端末は決めません/)).toBeTruthy();
	expect(await platform.leak({ id: 1 })).toMatchObject({ state: "preliminary", facts: { people: 3 } });
});

test("an administrator writes whom to call, and it stands on a leak's sheet", async () => {
	const { user } = await open("admin", "/contacts");
	await heading("連絡先が 5 つ、まだ書かれていません");
	await user.click(await button("書く：取りまとめ機関の窓口"));
	await user.type(await field("名前（人か窓口）"), "運用の窓口");
	await user.type(await field("電話など"), "03-0000-0000");
	await user.click(await button("連絡先を決める"));
	await heading("連絡先が 4 つ、まだ書かれていません");
	expect(screen.getByText("運用の窓口", { exact: false })).toBeTruthy();

	const client = makeClient();
	client.setQueryData(["frame"], await platform.frame());
	const problem = {
		code: "DATA_DAMAGED",
		number: "K509",
		sentence: "データが壊れています。",
		next_step: "何も消さずに連絡してください。",
		retry: "call-for-help",
		params: {},
		correlation_id: "-",
	} as const;
	const { container } = render(
		<QueryClientProvider client={client}>
			<Problem problem={problem} />
		</QueryClientProvider>,
	);
	const whom = await within(container).findByRole("list", { name: "連絡先" });
	expect(whom.textContent).toBe("取りまとめ機関の窓口　運用の窓口　03-0000-0000");
});
