import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { button, field, heading, link, logIn, open, show } from "./open";

test("a sending that the server never ends is given up by two people, each with a reason", async () => {
	const { user, unmount } = await open("stuck", "/jobs/1");
	await user.click(await button("送信をあきらめる…"));
	await user.click(await button("送信をあきらめる"));
	expect(await screen.findByText("あきらめる理由を入れてください。")).toBeTruthy();
	await user.type(await field("あきらめる理由"), "窓口に電話で確かめた");
	await user.click(await button("送信をあきらめる"));
	await screen.findByRole("region", { name: "この送信をあきらめることになっています" });
	expect(screen.queryByRole("button", { name: /あきらめることを認める/ })).toBeNull();
	expect((await platform.job({ id: 1 })).state).toBe("processing");
	unmount();

	await logIn("ichiro");
	const second = show("/");
	await second.user.click(await link("見る：送信をあきらめてよいか確かめる"));
	expect(await screen.findByText("窓口に電話で確かめた")).toBeTruthy();
	await second.user.click(await button("あきらめることを認める…"));
	await second.user.type(await field("あきらめる理由"), "同じく確かめた");
	await second.user.click(await button("あきらめることを認める"));
	await heading("送れませんでした");
	expect((await platform.job({ id: 1 })).state).toBe("failed");
});
