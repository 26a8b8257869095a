import { useState } from "react";
import { count } from "../../lib/format";
import { openErrors } from "../../lib/job";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { Failure } from "../../parts/problem";
import { type JobView, platform } from "../../platform";

/** 誤りの行を除いて送る: never the filled button, and the harm is said before. */
export function ExcludeErrors({ job }: { job: JobView }) {
	const [asking, setAsking] = useState(false);
	const exclude = useAct(platform.excludeErrors, () => setAsking(false));
	const rows = count(openErrors(job));
	return (
		<>
			<Button look="plain" onClick={() => setAsking(true)}>
				誤りの行を除いて送る…
			</Button>
			{asking && (
				<Dialog title={`誤りのある ${rows} 行を除きますか`} onClose={() => setAsking(false)}>
					<p className="mb-2">
						<b>除いた {rows} 行は「送っていない人」として残ります。</b>
						この人たちは登録されないので、あとで直して送る必要があります。
					</p>
					<p className="mb-4">
						残りの {count(job.rows - job.error_rows)} 行だけを送る準備をします。まだ何も送りません。
					</p>
					<Failure of={exclude.error} />
					<div className="flex flex-wrap gap-3">
						<Button onClick={() => setAsking(false)}>やめる</Button>
						<Button busy={exclude.isPending} onClick={() => exclude.mutate({ id: job.id })}>
							{rows} 行を除く
						</Button>
					</div>
				</Dialog>
			)}
		</>
	);
}
