import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { FileField } from "../../parts/file-field";
import { Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type CertificateView, type ProfileView, platform, type SetupSheet } from "../../platform";
import { CertificateFacts } from "../terminal/certificate-facts";
import { StepButtons } from "./steps";

export function useCertificateForm(sheet: SetupSheet | null) {
	const form = useForm(
		{ path: sheet?.certificatePath ?? "", passPhrase: "" },
		{ path: wanted("証明書のファイルの場所"), passPhrase: wanted("パスフレーズ") },
	);
	const [read, setRead] = useState<CertificateView | null>(null);
	return { form, read, setRead };
}

type FormProps = { certificate: ReturnType<typeof useCertificateForm>; onImported: () => void; back?: () => void };

/** Look first, import then: the person sees whose certificate it is before it is kept. */
export function CertificateForm({ certificate, onImported, back }: FormProps) {
	const { form, read, setRead } = certificate;
	const look = useAct(platform.readCertificate, setRead);
	const take = useAct(platform.importCertificate, () => {
		form.set("passPhrase", "");
		setRead(null);
		onImported();
	});
	const bound = (name: "path" | "passPhrase") => {
		const field = form.field(name);
		// Another file or pass phrase: what was shown is no longer it.
		const onChange = (value: string) => {
			setRead(null);
			field.onChange(value);
		};
		return { ...field, onChange };
	};
	return (
		<form
			noValidate
			className="flex flex-col gap-4"
			onSubmit={form.submit((values) => (read ? take : look).mutate(values))}
		>
			<Card className="flex flex-col gap-4">
				<FileField
					id="certificate-path"
					label="証明書のファイル（.p12 または .pfx）"
					extensions={["p12", "pfx"]}
					{...bound("path")}
				/>
				<TextField
					id="certificate-pass-phrase"
					label="証明書のパスフレーズ"
					hint="発行通知書にあります。取り込むときだけに使い、残しません。"
					type="password"
					className="max-w-md"
					{...bound("passPhrase")}
				/>
				{read && (
					<div role="status" className="rounded-8 border border-blue-900 bg-blue-50 p-4">
						<p className="mb-2 font-bold">この証明書を取り込みます。まちがいありませんか。</p>
						<CertificateFacts certificate={read} />
					</div>
				)}
			</Card>
			<Failure of={look.error ?? take.error} />
			<div className="flex flex-wrap gap-3">
				{back && <Button onClick={back}>もどる</Button>}
				<Button type="submit" look="filled" busy={look.isPending || take.isPending}>
					{read ? "証明書を取り込む" : "中身を確かめる"}
				</Button>
			</div>
		</form>
	);
}

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
		<Page title="証明書を取り込んでください" lead="この端末が本物であることを、サーバーに示すものです。">
			<CertificateForm certificate={form} onImported={next} back={back} />
		</Page>
	);
}
