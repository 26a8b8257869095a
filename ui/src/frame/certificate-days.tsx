import { count } from "../lib/format";
import { isUrgent } from "../lib/words";
import { UrgencyMark } from "../parts/mark";
import type { CertificateView } from "../platform";

/** 証明書 あと 212 日 */
export function CertificateDays({ stage, days_left }: Pick<CertificateView, "stage" | "days_left">) {
	const words = `証明書 ${stage === "over" ? "期限切れ" : `あと ${count(days_left)} 日`}`;
	return (
		<p className="whitespace-nowrap">
			{stage ? <UrgencyMark urgency={isUrgent[stage] ? "urgent" : "waiting"} word={words} /> : words}
		</p>
	);
}
