import { count, dateText } from "../../lib/format";
import { validityTitle } from "../../lib/words";
import { Facts } from "../../parts/card";
import type { CertificateView } from "../../platform";

export function CertificateFacts({ certificate }: { certificate: CertificateView }) {
	return (
		<>
			<Facts
				of={[
					["発行先", certificate.subject],
					["発行者", certificate.issuer],
					["有効期間", `${dateText(certificate.not_before)} から ${dateText(certificate.not_after)} まで`],
					["状態", stateWords(certificate)],
					["番号", certificate.serial],
					["鍵", `${certificate.key.algorithm}${certificate.key.bits > 0 ? ` ${certificate.key.bits} ビット` : ""}`],
				]}
			/>
			{certificate.warnings.map((warning) => (
				<p key={warning} className="mt-2 font-bold text-yellow-1200">
					<span aria-hidden="true">▲ </span>
					{warning}
				</p>
			))}
		</>
	);
}

function stateWords({ validity, not_before: from, days_left: days }: CertificateView): string {
	const title = validityTitle[validity];
	if (validity === "not-yet") return `${title}（${dateText(from)} から使えます）`;
	return days < 0 ? title : `${title}（あと ${count(days)} 日）`;
}
