import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { CertificateDays } from "../frame/certificate-days";

test.each([
	[null, 212, "証明書 あと 212 日", []],
	["ninety", 85, "▲ 証明書 あと 85 日", ["text-yellow-1200"]],
	["sixty", 31, "▲ 証明書 あと 31 日", ["text-yellow-1200"]],
	["thirty", 30, "▲ 証明書 あと 30 日", ["text-yellow-1200"]],
	["fifteen", 15, "● 証明書 あと 15 日", ["text-red-1000"]],
	["daily", 0, "● 証明書 あと 0 日", ["text-red-1000"]],
	["over", -1, "● 証明書 期限切れ", ["text-red-1000"]],
] as const)("at the stage %s with %s days it says %s", (stage, days_left, words, tones) => {
	const { container } = render(<CertificateDays stage={stage} days_left={days_left} />);
	expect(container.textContent).toBe(words);
	expect(container.innerHTML.match(/text-(red|yellow)-\d+/g) ?? []).toEqual(tones);
});
