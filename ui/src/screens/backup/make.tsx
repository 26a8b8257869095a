import { useQuery } from "@tanstack/react-query";
import { type Bound, longPassword, sameAs, useForm, wanted } from "../../lib/form";
import { joinPath } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { TextField } from "../../parts/field";
import { FileField } from "../../parts/file-field";
import { Form } from "../../parts/form";
import { platform } from "../../platform";

/** Asks where it goes and for the pass phrase, and makes it. */
export function MakeBackup({ onClose }: { onClose: () => void }) {
	const folder = useQuery({ queryKey: ["suggested-folder"], queryFn: () => platform.suggestedFolder() });
	return (
		<Dialog title="バックアップを作る" onClose={onClose}>
			{folder.data !== undefined && <MakeOne path={joinPath(folder.data, fileName())} onClose={onClose} />}
		</Dialog>
	);
}

function fileName(): string {
	const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(new Date());
	return `kakehashi-${day.replaceAll("-", "")}.kakehashi-backup`;
}

function MakeOne({ path, onClose }: { path: string; onClose: () => void }) {
	const form = useForm(
		{ path, phrase: "", again: "" },
		{ path: wanted("書き出す場所"), phrase: longPassword, again: sameAs("phrase") },
	);
	const making = useAct(platform.backUp);
	if (making.isSuccess)
		return (
			<>
				<p role="status" className="mb-4 break-all">
					{making.variables.path}{" "}
					にバックアップを作りました。パスフレーズを紙に書いて、ファイルと別の場所にしまってください。
				</p>
				<Button onClick={onClose}>閉じる</Button>
			</>
		);
	return (
		<Form
			onSubmit={form.submit((values) => making.mutate({ path: values.path, passPhrase: values.phrase }))}
			of={making}
			verb="バックアップを作る"
			look="filled"
			back={<Button onClick={onClose}>やめる</Button>}
		>
			<FileField
				id="backup-path"
				label="書き出す場所"
				hint="USBメモリなど、このPCとは別の装置"
				save
				{...form.field("path")}
			/>
			<PassPhrase id="backup" form={form} />
		</Form>
	);
}

type Asked = { secret: (name: "phrase" | "again") => Bound };

/** The pass phrase, twice. */
export const PassPhrase = ({ id, form }: { id: string; form: Asked }) => (
	<>
		<TextField
			id={`${id}-phrase`}
			label="バックアップのパスフレーズ"
			hint="12文字以上。この端末には残しません。忘れると、だれにも戻せません。"
			{...form.secret("phrase")}
		/>
		<TextField id={`${id}-again`} label="確認のため再入力" {...form.secret("again")} />
	</>
);
