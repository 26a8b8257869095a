import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { useAct, useCertificates, useProfiles } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { FileField } from "../../parts/file-field";
import { SaveDialog } from "../../parts/save-dialog";
import { type InventoryLine, platform } from "../../platform";
import { notePapers, PaperFields } from "./certificate-form";
import { StepFoot } from "./steps";

type Props = { onInstalled: () => void; back?: () => void };

const waits = ({ registration }: InventoryLine) => registration === "requested" || registration === "issued";

/** The request of the profile in use whose certificate hasn't come yet. */
export function useWaitingRequest(): InventoryLine | undefined {
	const used = useProfiles().data?.find((profile) => profile.in_use)?.name;
	return useCertificates().data?.find((line) => line.profile === used && waits(line));
}

/** Route B: the key is made here and never leaves; weeks may lie between the request and the certificate. */
export function RequestForm(props: Props) {
	const waiting = useWaitingRequest();
	return waiting ? <Installing line={waiting} {...props} /> : <Requesting {...props} />;
}

function Requesting({ back }: Props) {
	const form = useForm({ path: "" }, { path: wanted("申請ファイルの場所") });
	const request = useAct(platform.requestCertificate);
	return (
		<form
			noValidate
			className="flex flex-col gap-4"
			onSubmit={form.submit(({ path }) => request.mutate({ terminal: null, path }))}
		>
			<Card className="flex flex-col gap-3">
				<p>
					秘密の鍵をこの端末の中に作り、申請のためのファイル（.csr）を書き出します。
					<b>鍵は端末から出ません。</b>
				</p>
				<FileField
					id="request-path"
					label="申請ファイルを書き出す場所"
					hint="このファイルを、申請書といっしょに取りまとめ機関へ出します。"
					save
					{...form.field("path")}
				/>
			</Card>
			<StepFoot of={request} verb="鍵と申請ファイルを作る" back={back} />
		</form>
	);
}

function Installing({ line, onInstalled, back }: Props & { line: InventoryLine }) {
	const form = useForm(
		{ path: "", notice: line.notice ?? "", mandate: line.mandate ?? "" },
		{ path: wanted("届いた証明書の場所") },
	);
	const install = useAct(async ({ path, ...papers }: typeof form.values) => {
		await notePapers(await platform.installCertificate({ path }), papers);
	}, onInstalled);
	return (
		<div className="@container">
			<div className="grid items-start gap-4 @3xl:grid-cols-2">
				<Card className="flex flex-col gap-3">
					<p role="status">
						鍵はできています。<b>申請ファイルを取りまとめ機関へ出し、証明書が届いたら続けてください。</b>
						それまで、この端末を閉じてもかまいません。
					</p>
					<Facts
						of={[
							["台帳の番号", `証明書${line.id}`],
							["端末の名前", line.terminal],
							["状態", line.registration_title],
						]}
					/>
					<RequestAgain line={line} />
				</Card>
				<form noValidate className="flex flex-col gap-4" onSubmit={form.submit((values) => install.mutate(values))}>
					<Card className="flex flex-col gap-3">
						<PaperFields id="install" notice={form.field("notice")} mandate={form.field("mandate")} />
						<FileField
							id="install-path"
							label="届いた証明書（.pem、.crt、.cer）"
							hint="ダウンロードサイトから取り出したファイルです。"
							extensions={["pem", "crt", "cer"]}
							{...form.field("path")}
						/>
					</Card>
					<StepFoot of={install} verb="届いた証明書を設定する" back={back} />
				</form>
			</div>
		</div>
	);
}

/** A request that was lost on its way is written again for the same key. */
function RequestAgain({ line: { id, terminal } }: { line: InventoryLine }) {
	const [saving, setSaving] = useState(false);
	return (
		<div>
			<Button onClick={() => setSaving(true)}>申請ファイルをもう一度書き出す…</Button>
			{saving && (
				<SaveDialog
					id="request-again"
					title="申請ファイルをもう一度書き出す"
					name={`${terminal}.csr`}
					save={({ path }) => platform.repeatRequest({ id, path })}
					seals={false}
					done="書き出しました。"
					onClose={() => setSaving(false)}
				>
					鍵は同じままです。前に出した申請ファイルも、そのまま使えます。
				</SaveDialog>
			)}
		</div>
	);
}
