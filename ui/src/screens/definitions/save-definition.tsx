import { SaveDialog } from "../../parts/save-dialog";
import { type DefinitionView, platform } from "../../platform";

/** 定義を書き出す: the file as it came, for another terminal or a vendor. */
export const SaveDefinition = ({ of, onClose }: { of: DefinitionView; onClose: () => void }) => (
	<SaveDialog
		id="definition-out"
		title="定義を書き出す"
		name={`${of.kind}@${of.version}.toml`}
		save={({ path }) => platform.saveDefinition({ kind: of.kind, version: of.version, path })}
		seals={false}
		done="書き出しました。"
		onClose={onClose}
	>
		人のデータは入っていません。
	</SaveDialog>
);
