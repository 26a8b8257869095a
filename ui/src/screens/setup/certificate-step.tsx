import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Page } from "../../parts/page";
import type { ProfileView } from "../../platform";
import { CertificateFacts } from "../certificates/certificate-facts";
import type { useCertificateForm } from "./certificate-form";
import { CertificateWays } from "./certificate-ways";
import { StepButtons } from "./steps";

type Props = {
	form: ReturnType<typeof useCertificateForm>;
	known: ProfileView[];
	back: () => void;
	next: () => void;
};

export function CertificateStep({ form, known, back, next }: Props) {
	const imported = known.find((profile) => profile.in_use)?.certificate;
	if (imported)
		return (
			<Page title="証明書は取り込んであります">
				<Card>
					<CertificateFacts certificate={imported} />
				</Card>
				<StepButtons back={back} next="次へ" onNext={next} />
			</Page>
		);
	return (
		<Page
			title="証明書を取り込んでください"
			lead="この端末が本物であることを、サーバーに示すものです。郵便で届いた発行通知書を手もとに置いてください。"
		>
			<CertificateWays certificate={form} onDone={next} back={back} />
			<div>
				<Button look="plain" onClick={next}>
					証明書が届いてから続ける
				</Button>
			</div>
		</Page>
	);
}
