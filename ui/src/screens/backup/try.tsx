import { useForm, wanted } from "../../lib/form";
import { count, momentText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Facts } from "../../parts/card";
import { TextField } from "../../parts/field";
import { FileField } from "../../parts/file-field";
import { Form } from "../../parts/form";
import { type BackupCheck, platform } from "../../platform";

/** Opens a backup, reads it through, and changes nothing. */
export function TryBackup({ path, onClose }: { path: string; onClose: () => void }) {
	const form = useForm({ path, phrase: "" }, { path: wanted("ファイル"), phrase: wanted("パスフレーズ") });
	const trying = useAct(platform.tryBackup);
	if (trying.data) return <Found of={trying.data} onClose={onClose} />;
	return (
		<Form
			onSubmit={form.submit((values) => trying.mutate({ path: values.path, passPhrase: values.phrase }))}
			of={trying}
			verb="確かめる"
			look="filled"
			back={<Button onClick={onClose}>やめる</Button>}
		>
			<p>バックアップを開いて、データがそろっているか、記録がつながっているかを見ます。いまのデータは変わりません。</p>
			<FileField
				id="try-path"
				label="バックアップのファイル"
				extensions={["kakehashi-backup"]}
				{...form.field("path")}
			/>
			<TextField id="try-phrase" label="バックアップのパスフレーズ" {...form.secret("phrase")} />
		</Form>
	);
}

function Found({ of, onClose }: { of: BackupCheck; onClose: () => void }) {
	return (
		<div className="flex flex-col gap-4">
			<p role="status" className="font-bold">
				{of.intact
					? "開けました。データも記録もそろっています。"
					: "● 開けましたが、操作の記録がつながっていません。監査の担当者に知らせてください。"}
			</p>
			<Facts
				of={[
					["作った日時", momentText(of.made_at)],
					["作ったプログラムの版", of.program],
					["操作の記録", `${count(of.entries)} 件`],
					["預かったファイル", `${count(of.files)} 個`],
					["最後の記録の指紋", of.head],
				]}
			/>
			<div>
				<Button onClick={onClose}>閉じる</Button>
			</div>
		</div>
	);
}
