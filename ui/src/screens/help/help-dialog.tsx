import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { TopicText } from "./topic-text";
import { topicOf } from "./topics";

/** Help for the screen behind; nothing typed there is lost. */
export function HelpDialog({ path, onClose }: { path: string; onClose: () => void }) {
	const topic = topicOf(path);
	return (
		<Dialog title={`手引き：${topic?.title ?? ""}`} onClose={onClose}>
			{topic && <TopicText topic={topic} />}
			<p className="mt-3 text-solid-gray-700">ことばの意味は、メニューの「手引き」にあります。</p>
			<div className="mt-4">
				<Button look="filled" onClick={onClose}>
					閉じる
				</Button>
			</div>
		</Dialog>
	);
}
