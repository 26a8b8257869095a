import { useState } from "react";
import { type Bound, useForm, wanted } from "../../lib/form";
import { heldIn } from "../../lib/pass-phrase";
import { useAct } from "../../lib/queries";
import { Card } from "../../parts/card";
import { Choice, TextField } from "../../parts/field";
import { FileField } from "../../parts/file-field";
import { type CertificateView, platform, type SetupSheet } from "../../platform";
import { CertificateFacts } from "../certificates/certificate-facts";
import { StepFoot } from "./steps";

type Values = { path: string; passPhrase: string; notice: string; mandate: string };

export function useCertificateForm(sheet: SetupSheet | null) {
	const form = useForm<Values>(
		{ path: sheet?.certificatePath ?? "", passPhrase: "", notice: "", mandate: "" },
		{ path: wanted("証明書のファイルの場所") },
	);
	const [read, setRead] = useState<CertificateView[]>([]);
	const [serial, setSerial] = useState<string | null>(null);
	const show = (found: CertificateView[]) => {
		setRead(found);
		setSerial(found.length === 1 ? (found[0]?.serial ?? null) : null);
	};
	return { form, read, serial, setSerial, show };
}

export type Papers = { notice: string; mandate: string };

/** Notes 発行通知書 and 委任状 beside the certificate that was just put in. */
export async function notePapers({ id }: CertificateView, { notice, mandate }: Papers) {
	const papers = { notice: notice.trim() || null, mandate: mandate.trim() || null, backup: null };
	if (id !== null && (papers.notice || papers.mandate)) await platform.notePapers({ id, papers });
}

/** The papers that belong to a certificate; both can come later. */
export const PaperFields = ({ id, notice, mandate }: { id: string; notice: Bound; mandate: Bound }) => (
	<>
		<TextField id={`${id}-notice`} label="発行通知書の番号（あれば）" hint="郵便で届いた紙にあります。" {...notice} />
		<TextField id={`${id}-mandate`} label="委任状（あれば）" hint="業者に任せるときだけ。だれに、いつ。" {...mandate} />
	</>
);

type Props = { certificate: ReturnType<typeof useCertificateForm>; onImported: () => void; back?: () => void };

/** Route A. Look first, import then: the person sees whose certificate it is before it is kept. */
export function CertificateForm({ certificate, onImported, back }: Props) {
	const { form, read, serial, setSerial, show } = certificate;
	const look = useAct(platform.readCertificates, show);
	const take = useAct(
		async ({ path, passPhrase, ...papers }: Values) => {
			const taken = await platform.importCertificate({ path, passPhrase, serial });
			await notePapers(taken, papers);
		},
		() => {
			form.set("passPhrase", "");
			show([]);
			onImported();
		},
	);
	const bound = (name: "path" | "passPhrase") => {
		const field = name === "path" ? form.field(name) : form.secret(name);
		// Another file or pass phrase: what was shown is no longer it.
		const onChange = (value: string) => {
			show([]);
			field.onChange(value);
		};
		return { ...field, onChange };
	};
	const chosen = read.find((each) => each.serial === serial);
	return (
		<form
			noValidate
			className="flex flex-col gap-4"
			onSubmit={form.submit((values) => (chosen ? take.mutate(values) : look.mutate(values)))}
		>
			<Card className="flex flex-col gap-4">
				<FileField
					id="certificate-path"
					label="証明書のファイル（.p12 または .pfx）"
					hint="電子証明書ダウンロードサイトから取り出したファイルです。"
					extensions={["p12", "pfx"]}
					{...bound("path")}
				/>
				<div className="@container">
					<div className="grid gap-3 @lg:grid-cols-2 @3xl:grid-cols-3">
						<TextField
							id="certificate-pass-phrase"
							label="証明書のパスフレーズ"
							hint={`発行通知書にあります。残しません。${heldIn(form.secret("passPhrase").value)}`}
							{...bound("passPhrase")}
						/>
						<PaperFields id="certificate" notice={form.field("notice")} mandate={form.field("mandate")} />
					</div>
				</div>
				{read.length > 1 && <Choosing read={read} serial={serial} onChoose={setSerial} />}
				{chosen && (
					<div role="status" className="rounded-8 border border-blue-900 bg-blue-50 p-4">
						<p className="mb-2 font-bold">この証明書を取り込みます。まちがいありませんか。</p>
						<CertificateFacts certificate={chosen} />
					</div>
				)}
			</Card>
			<StepFoot of={chosen ? take : look} verb={chosen ? "証明書を取り込む" : "中身を確かめる"} back={back} />
		</form>
	);
}

type ChoosingProps = { read: CertificateView[]; serial: string | null; onChoose: (serial: string) => void };

const Choosing = ({ read, serial, onChoose }: ChoosingProps) => (
	<fieldset>
		<legend className="mb-1 font-bold">
			このファイルには証明書が{read.length}枚あります。この端末のものを選んでください。
		</legend>
		<div className="grid gap-2">
			{read.map((each) => (
				<Choice
					key={each.serial}
					id={`certificate-${each.serial}`}
					type="radio"
					name="certificate-serial"
					label={<b>{each.subject}</b>}
					note={`番号 ${each.serial}`}
					checked={each.serial === serial}
					onChange={() => onChoose(each.serial)}
				/>
			))}
		</div>
	</fieldset>
);
