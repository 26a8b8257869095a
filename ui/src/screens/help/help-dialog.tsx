import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { helperAt } from "../all";
import { HelpText } from "./help-text";

/** Help for the screen behind; nothing typed there is lost. */
export function HelpDialog({ path, onClose }: { path: string; onClose: () => void }) {
	const screen = helperAt(path);
	return (
		<Dialog title={`手引き：${screen?.title ?? ""}`} onClose={onClose}>
			{screen && <HelpText of={screen.help} />}
			<p className="mt-3 text-solid-gray-700">ことばの意味は、メニューの「手引き」にあります。</p>
			<div className="mt-4">
				<Button look="filled" onClick={onClose}>
					閉じる
				</Button>
			</div>
		</Dialog>
	);
}
