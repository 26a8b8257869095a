import { count, dateText } from "../../lib/format";
import { validityTitle } from "../../lib/words";
import { Facts } from "../../parts/card";
import type { CertificateView } from "../../platform";

export function CertificateFacts({ certificate }: { certificate: CertificateView }) {
	const { days_left: days } = certificate;
	return (
		<>
			<Facts
				of={[
					["だれの", certificate.subject],
					["出したところ", certificate.issuer],
					["使える間", `${dateText(certificate.not_before)} から ${dateText(certificate.not_after)} まで`],
					["ようす", `${validityTitle[certificate.validity]}（${days < 0 ? "期限切れ" : `あと ${count(days)} 日`}）`],
					["番号", certificate.serial],
					["鍵", `${certificate.key.algorithm} ${certificate.key.bits} ビット`],
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
