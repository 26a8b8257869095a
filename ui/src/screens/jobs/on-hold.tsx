import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { may } from "../../lib/job";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Dialog } from "../../parts/dialog";
import { TextField } from "../../parts/field";
import { Form } from "../../parts/form";
import { Failure } from "../../parts/problem";
import { type JobView, platform } from "../../platform";

/** 保留: why it waits and the way on; or the way to hold it. */
export const OnHold = ({ job }: { job: JobView }) =>
	job.held ? <Held job={job} why={job.held} /> : <Hold job={job} />;

function Held({ job, why }: { job: JobView; why: string }) {
	const go = useAct(platform.letGo);
	return (
		<Card title="保留にしています" className="flex flex-col gap-3">
			<p>{why}</p>
			<Failure of={go.error} />
			<div>
				{may(job, "let-go") ? (
					<Button look="filled" busy={go.isPending} onClick={() => go.mutate({ id: job.id })}>
						確かめました。進める
					</Button>
				) : (
					"進められるのは、このファイルを用意していない承認者です。"
				)}
			</div>
		</Card>
	);
}

function Hold({ job }: { job: JobView }) {
	const [open, setOpen] = useState(false);
	const form = useForm({ reason: "" }, { reason: wanted("理由") });
	const hold = useAct(platform.hold, () => setOpen(false));
	if (!may(job, "hold")) return null;
	return (
		<div>
			<Button look="plain" onClick={() => setOpen(true)}>
				保留にする…
			</Button>
			{open && (
				<Dialog title="この送信を保留にしますか" onClose={() => setOpen(false)}>
					<Form
						onSubmit={form.submit(({ reason }) => hold.mutate({ id: job.id, reason }))}
						of={hold}
						verb="保留にする"
						back={<Button onClick={() => setOpen(false)}>やめる</Button>}
					>
						<p>いまの通信が終わると止まります。「進める」までは、何も送らず、結果も受け取りません。</p>
						<TextField id="hold-reason" label="理由" {...form.field("reason")} />
					</Form>
				</Dialog>
			)}
		</div>
	);
}
