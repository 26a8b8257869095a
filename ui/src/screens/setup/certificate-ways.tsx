import { useState } from "react";
import { useCertificates } from "../../lib/queries";
import { Broken } from "../../parts/broken";
import { Choice } from "../../parts/field";
import { Loading } from "../../parts/page";
import { CertificateForm, type useCertificateForm } from "./certificate-form";
import { RequestForm, useWaitingRequest } from "./request-form";

type Props = { certificate: ReturnType<typeof useCertificateForm>; onDone: () => void; back?: () => void };

/** The two routes to a certificate. A request that waits decides by itself. */
export function CertificateWays({ certificate, onDone, back }: Props) {
	const lines = useCertificates();
	const waiting = useWaitingRequest();
	const [picked, setPicked] = useState<"file" | "here" | null>(null);
	if (lines.error) return <Broken error={lines.error} />;
	if (!lines.data) return <Loading />;
	const way = picked ?? (waiting ? "here" : "file");
	const wayBack = back ? { back } : {};
	return (
		<div className="flex flex-col gap-4">
			<fieldset>
				<legend className="mb-1 font-bold">証明書の受け取り方</legend>
				<div className="grid gap-2 sm:grid-cols-2">
					<Choice
						id="way-file"
						type="radio"
						name="way"
						label={<b>証明書のファイルを受け取った</b>}
						note=".p12 とパスフレーズが手もとにあるとき"
						checked={way === "file"}
						onChange={() => setPicked("file")}
					/>
					<Choice
						id="way-here"
						type="radio"
						name="way"
						label={<b>この端末で鍵を作って申請する</b>}
						note="鍵を端末の外に出したくないとき"
						checked={way === "here"}
						onChange={() => setPicked("here")}
					/>
				</div>
			</fieldset>
			{way === "file" ? (
				<CertificateForm certificate={certificate} onImported={onDone} {...wayBack} />
			) : (
				<RequestForm onInstalled={onDone} {...wayBack} />
			)}
		</div>
	);
}
