import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { navigate } from "../../lib/router";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { TextField } from "../../parts/field";
import { Failure } from "../../parts/problem";
import { type JobView, platform } from "../../platform";

/** 差し戻す, with a reason that the person who prepared it will read. */
export function Reject({ job }: { job: JobView }) {
	const [asking, setAsking] = useState(false);
	const form = useForm({ reason: "" }, { reason: wanted("理由") });
	const reject = useAct(platform.reject, () => navigate("/approvals"));
	return (
		<>
			<Button onClick={() => setAsking(true)}>差し戻す…</Button>
			{asking && (
				<Dialog title={`${job.file_name} を差し戻す`} onClose={() => setAsking(false)}>
					<form
						noValidate
						className="flex flex-col gap-4"
						onSubmit={form.submit(({ reason }) => reject.mutate({ id: job.id, reason: reason.trim() }))}
					>
						<p>このファイルは送られません。用意した {job.prepared_by} が、直したファイルを選びなおします。</p>
						<TextField
							id="reject-reason"
							label="差し戻す理由"
							hint="用意した人が読みます。個人番号や氏名は書かないでください。"
							{...form.field("reason")}
						/>
						<Failure of={reject.error} />
						<div className="flex flex-wrap gap-3">
							<Button onClick={() => setAsking(false)}>やめる</Button>
							<Button type="submit" busy={reject.isPending}>
								差し戻す
							</Button>
						</div>
					</form>
				</Dialog>
			)}
		</>
	);
}
