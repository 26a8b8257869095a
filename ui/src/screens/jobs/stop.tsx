import { useState } from "react";
import { count } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Button, type Look } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { Failure } from "../../parts/problem";
import { type JobView, platform } from "../../platform";

/** 止める: says first what stopping means. */
export function StopButton({ job, look = "outlined" }: { job: JobView; look?: Look }) {
	const [asking, setAsking] = useState(false);
	const cancel = useAct(platform.cancel, () => setAsking(false));
	const word = job.state === "uploading" || job.state === "checking" ? "止める" : "取り消す";
	return (
		<>
			<Button look={look} onClick={() => setAsking(true)} aria-label={`${word}：${job.file_name}`}>
				{word}
			</Button>
			{asking && (
				<Dialog title={`${job.file_name} を${word}`} onClose={() => setAsking(false)}>
					<p className="mb-4">
						{word}と、このファイルの {count(job.rows)}{" "}
						行は送られません。送るには、もう一度ファイルを選ぶところからです。
					</p>
					<Failure of={cancel.error} />
					<div className="flex flex-wrap gap-3">
						<Button onClick={() => setAsking(false)}>続ける</Button>
						<Button busy={cancel.isPending} onClick={() => cancel.mutate({ id: job.id })}>
							{word}
						</Button>
					</div>
				</Dialog>
			)}
		</>
	);
}
