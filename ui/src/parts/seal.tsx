import { type Checks, type Form, sameAs } from "../lib/form";
import type { HandOutTo } from "../platform";
import { Choice } from "./field";
import { NewSecret } from "./new-secret";

export const unsealed = { seals: "", phrase: "", again: "" };
export type SealValues = typeof unsealed;

const typable = (value: string) =>
	/^[\x21-\x7e]{12,}$/.test(value) ? null : "半角の英字・数字・記号で、12文字以上にしてください。";

/** Only asked for when the file is to be sealed. */
export const sealChecks: Checks<SealValues> = {
	phrase: (value, { seals }) => (seals ? typable(value) : null),
	again: (value, values) => (values.seals ? sameAs<"phrase">("phrase")(value, values) : null),
};

/** Where a file goes, and the pass phrase that seals it. */
export const handOutTo = (path: string, { seals, phrase }: SealValues): HandOutTo => ({
	path: path.trim(),
	pass_phrase: seals ? phrase : null,
});

type Props = { id: string; form: Pick<Form<SealValues>, "field" | "secret" | "set" | "values"> };

/** Whether a file that is handed out is sealed by a pass phrase, and by which. */
export function Seal({ id, form }: Props) {
	const seals = form.values.seals !== "";
	return (
		<div className="flex flex-col gap-3">
			<Choice
				id={`${id}-seals`}
				label="パスフレーズで暗号化する"
				note={seals && "AES-256のZIPになります。開くには、7-Zipなどのソフトと、このパスフレーズが必要です。"}
				checked={seals}
				onChange={(on) => form.set("seals", on ? "yes" : "")}
			/>
			{seals && (
				<>
					<div className="grid gap-4 md:grid-cols-2">
						<NewSecret
							id={`${id}-phrase`}
							label="パスフレーズ"
							first={form.secret("phrase")}
							again={form.secret("again")}
						/>
					</div>
					<p>
						パスフレーズは<b>どこにも残しません。</b>ファイルとは別の方法で、相手に伝えてください。
					</p>
				</>
			)}
		</div>
	);
}
