import { useState } from "react";
import { count } from "../../lib/format";
import { may } from "../../lib/job";
import { Button } from "../../parts/button";
import { SaveDialog } from "../../parts/save-dialog";
import { type JobView, platform } from "../../platform";

/** What was corrected, and the list of it for the 基幹システム. */
export function Corrected({ job }: { job: JobView }) {
	const [saving, setSaving] = useState(false);
	if (job.corrected_cells === 0) return null;
	return (
		<div className="flex flex-wrap items-center gap-3 print:hidden">
			<p>
				字を {count(job.corrected_cells)}{" "}
				か所直しました。もとのファイルは変えていません。基幹システムも同じように直してください。
			</p>
			{may(job, "save-corrections") && <Button onClick={() => setSaving(true)}>直したところを書き出す…</Button>}
			{saving && (
				<SaveDialog
					id="corrections-path"
					title="直したところを書き出す"
					name={`直したところ_送信${job.id}.csv`}
					save={(to) => platform.saveCorrections({ id: job.id, to })}
					onClose={() => setSaving(false)}
				>
					行・列・前の字・直した字を書き出します。<b>暗号化しなければ、名前などはだれにでも読めます。</b>
					基幹システムに渡したら消してください。
				</SaveDialog>
			)}
		</div>
	);
}
