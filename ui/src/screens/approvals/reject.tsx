import { useState } from "react";
import { useAct } from "../../lib/queries";
import { navigate } from "../../lib/router";
import { Button } from "../../parts/button";
import { TextField } from "../../parts/field";
import { FieldDialog } from "../../parts/field-dialog";
import { type JobView, platform } from "../../platform";

/** 差し戻す, with a reason that the person who prepared it will read. */
export function Reject({ job }: { job: JobView }) {
	const [asking, setAsking] = useState(false);
	const reject = useAct(platform.reject, () => navigate("/approvals"));
	return (
		<>
			<Button onClick={() => setAsking(true)}>差し戻す…</Button>
			{asking && (
				<FieldDialog
					title={`${job.file_name} を差し戻す`}
					onClose={() => setAsking(false)}
					what="理由"
					verb="差し戻す"
					send={(reason) => reject.mutate({ id: job.id, reason })}
					of={reject}
					lead={`このファイルは送られません。用意した ${job.prepared_by} が、直したファイルを選びなおします。`}
				>
					{(bound) => (
						<TextField
							id="reject-reason"
							label="差し戻す理由"
							hint="用意した人が読みます。個人番号や氏名は書かないでください。"
							{...bound}
						/>
					)}
				</FieldDialog>
			)}
		</>
	);
}
