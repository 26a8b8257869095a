import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test } from "vitest";
import { useKeys } from "../frame/keys";
import { Dialog } from "../parts/dialog";

let wentBack = 0;
let helped = 0;

function Asking() {
	const [asked, setAsked] = useState(false);
	useKeys({ onBack: () => wentBack++, onHelp: () => helped++ });
	return (
		<main>
			<button type="button" onClick={() => setAsked(true)}>
				消す…
			</button>
			{asked && (
				<Dialog title="消しますか" onClose={() => setAsked(false)}>
					<input aria-label="理由" />
					<button type="button">消す</button>
				</Dialog>
			)}
		</main>
	);
}

beforeEach(() => {
	wentBack = 0;
	helped = 0;
});

async function ask() {
	const user = userEvent.setup();
	render(<Asking />);
	await user.click(screen.getByRole("button", { name: "消す…" }));
	return { user, dialog: screen.getByRole("dialog", { name: "消しますか" }), reason: screen.getByLabelText("理由") };
}

test("the first control has the focus, which stays inside", async () => {
	const { user, dialog, reason } = await ask();
	expect(document.activeElement).toBe(reason);
	await user.tab();
	expect(document.activeElement?.textContent).toBe("消す");
	await user.tab();
	expect(document.activeElement).toBe(reason);
	await user.tab({ shift: true });
	expect(dialog.contains(document.activeElement)).toBe(true);
});

test("Esc closes the question only, and the focus goes back to where it was asked", async () => {
	const { user } = await ask();
	await user.keyboard("{Escape}");
	expect(screen.queryByRole("dialog")).toBeNull();
	expect(wentBack).toBe(0);
	await expect.poll(() => document.activeElement?.textContent).toBe("消す…");
	await user.keyboard("{Escape}");
	expect(wentBack).toBe(1);
});

test("Esc that ends a conversion of the input method closes nothing", async () => {
	const { reason } = await ask();
	fireEvent.keyDown(reason, { key: "Escape", isComposing: true });
	expect(screen.getByRole("dialog")).toBeTruthy();
	expect(wentBack).toBe(0);
	fireEvent.keyDown(reason, { key: "Escape" });
	expect(screen.queryByRole("dialog")).toBeNull();
});

test("what lies behind can't be reached, and F1 doesn't ask over a question", async () => {
	const { user } = await ask();
	expect(screen.queryByRole("button", { name: "消す…" })?.closest("[inert]")).toBeTruthy();
	await user.keyboard("{F1}");
	expect(helped).toBe(0);
});

test("the policy of the window holds: no style sheet is put into the page", async () => {
	const before = document.querySelectorAll("style").length;
	const { dialog } = await ask();
	expect(dialog.closest("main")).toBeTruthy();
	expect(document.querySelectorAll("style").length).toBe(before);
});
