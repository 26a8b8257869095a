import { expect, test } from "vitest";
import { heldIn } from "../lib/pass-phrase";

test("a hidden pass phrase tells its length, full width and spaces at its ends", () => {
	expect(heldIn("")).toBe("");
	expect(heldIn("himitsu1")).toBe("いま8文字。");
	expect(heldIn("ｈimitsu")).toBe("いま7文字、うち全角1文字。");
	expect(heldIn("𠮷野 ")).toBe("いま3文字、うち全角2文字、前か後ろに空白があります。");
	expect(heldIn("　a")).toBe("いま2文字、うち全角1文字、前か後ろに空白があります。");
});
