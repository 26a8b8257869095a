import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { newest } from "./newest";
import { button, heading, logIn, open, show } from "./open";

const mark = async (user: Awaited<ReturnType<typeof open>>["user"]) => user.click(await button("すべて選ぶ"));

test("those with one ground are settled together: said by one with a reason, seen and agreed to by another", async () => {
	const { user, unmount } = await open("mismatched", "/mismatches");
	await heading(/閲覧が止まっている人が 2 人/);
	await platform.withdrawNoDoubt({ id: 2 });
	await waitFor(async () => expect((await platform.mismatch({ id: 2 })).line.state).toBe("open"));
	await mark(user);
	await user.click(await button("2 人をまとめて「疑いなし」にする…"));
	const dialog = within(await screen.findByRole("dialog"));
	const [first] = (await platform.mismatch({ id: 1 })).reasons;
	const evidence = first?.evidence[0];
	expect(dialog.getByRole("button", { name: /2人目に回す/ }).getAttribute("aria-disabled")).toBe("true");
	await dialog.findByRole("option", { name: first?.title ?? "" });
	await user.selectOptions(dialog.getByLabelText("同じ人だと言える理由"), first?.title ?? "");
	await user.selectOptions(dialog.getByLabelText("確かめたもの"), evidence?.title ?? "");
	await user.click(dialog.getByRole("button", { name: "2人目に回す" }));
	await waitFor(async () => {
		const { open } = await platform.mismatches({ part: newest });
		expect(open.map((line) => line.state)).toEqual(["proposed", "proposed"]);
	});
	// Whoever said it can't agree.
	await mark(user);
	expect(screen.queryByRole("button", { name: /2人目として認める/ })).toBeNull();
	unmount();

	await logIn("ichiro");
	const second = show("/mismatches");
	await heading(/閲覧が止まっている人が 2 人/);
	await mark(second.user);
	await second.user.click(await button("2 人を2人目として認める…"));
	const asked = within(await screen.findByRole("dialog"));
	expect(await asked.findAllByText(new RegExp(first?.title ?? "", "u"))).toHaveLength(2);
	expect((await platform.mismatch({ id: 1 })).line.state).toBe("proposed");
	await second.user.click(await asked.findByRole("button", { name: "みな認める" }));
	await waitFor(async () => {
		const { open } = await platform.mismatches({ part: newest });
		expect(open.map((line) => line.state)).not.toContain("proposed");
	});
});
