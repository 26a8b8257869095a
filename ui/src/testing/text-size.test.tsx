import { screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { button, heading, open } from "./open";

afterEach(() => localStorage.clear());

const zoom = () => document.documentElement.style.getPropertyValue("zoom");

test("Ctrl with +, − and 0 changes the size of the text up to 200 %, and it is kept", async () => {
	const { user } = await open("clerk");
	await heading(/きょうすること/);
	expect(screen.getByText("100 %")).toBeTruthy();
	await user.keyboard("{Control>}+{/Control}");
	expect(await screen.findByText("110 %")).toBeTruthy();
	for (let i = 0; i < 9; i += 1) await user.keyboard("{Control>}+{/Control}");
	expect(await screen.findByText("200 %")).toBeTruthy();
	await expect.poll(zoom).toBe("2");
	expect(localStorage.getItem("text-size")).toBe("200");
	await user.click(await button(/文字を小さくする/));
	expect(await screen.findByText("175 %")).toBeTruthy();
	await user.keyboard("{Control>}0{/Control}");
	expect(await screen.findByText("100 %")).toBeTruthy();
	await expect.poll(zoom).toBe("1");
});
