import { useState } from "react";
import { Button } from "../../parts/button";
import { SaveDialog } from "../../parts/save-dialog";
import { type JobView, platform } from "../../platform";

/** 一覧を書き出す: every finding as CSV, numbers masked, with a line in the 授受簿. */
export function SaveFindings({ job }: { job: JobView }) {
	const [asking, setAsking] = useState(false);
	return (
		<>
			<Button look="plain" onClick={() => setAsking(true)}>
				一覧を書き出す…
			</Button>
			{asking && (
				<SaveDialog
					id="findings-path"
					title="見つかったことを書き出す"
					name={`見つかったこと_送信${job.id}.csv`}
					save={(to) => platform.saveFindings({ id: job.id, to })}
					onClose={() => setAsking(false)}
				>
					個人番号は伏せて書き出します。<b>暗号化しなければ、名前などはだれにでも読めます。</b>渡したら消してください。
				</SaveDialog>
			)}
		</>
	);
}
