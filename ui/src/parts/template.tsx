import { useState } from "react";
import { platform } from "../platform";
import { Button } from "./button";
import { SaveDialog } from "./save-dialog";

type Props = { kind: string; title: string; extension: string };

/** ひな形: an empty file of a kind, with its heading, for whoever fills it in. */
export function Template({ kind, title, extension }: Props) {
	const [saving, setSaving] = useState(false);
	return (
		<>
			<Button look="plain" onClick={() => setSaving(true)}>
				ひな形を作る…
			</Button>
			{saving && (
				<SaveDialog
					id={`template-${kind}`}
					title={`「${title}」のひな形を書き出す`}
					name={`${title}_ひな形.${extension}`}
					save={({ path }) => platform.saveTemplate({ kind, path })}
					seals={false}
					done="書き出しました。"
					onClose={() => setSaving(false)}
				>
					見出しだけのファイルです。人のデータは入っていません。
				</SaveDialog>
			)}
		</>
	);
}
