import { count } from "../lib/format";
import { UrgencyMark } from "../parts/mark";
import type { CertificateView, ExpiryStage, Urgency } from "../platform";

/** How each stage looks; which one it is, the core says. */
const urgencyOf: Record<ExpiryStage, Urgency> = {
	ninety: "waiting",
	sixty: "waiting",
	thirty: "urgent",
	fifteen: "urgent",
	daily: "urgent",
	over: "urgent",
};

/** 証明書 あと 212 日 */
export function CertificateDays({ stage, days_left }: Pick<CertificateView, "stage" | "days_left">) {
	const words = `証明書 ${stage === "over" ? "期限切れ" : `あと ${count(days_left)} 日`}`;
	return <p className="whitespace-nowrap">{stage ? <UrgencyMark urgency={urgencyOf[stage]} word={words} /> : words}</p>;
}
