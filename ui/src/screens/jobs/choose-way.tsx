import { useState } from "react";
import { may } from "../../lib/job";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { FormDialog } from "../../parts/form-dialog";
import { WayChoice } from "../../parts/way-choice";
import { type JobView, platform } from "../../platform";

/** By which way this one file goes; whoever approves it approves the way. */
export function ChooseWay({ job }: { job: JobView }) {
	const [choosing, setChoosing] = useState(false);
	if (!may(job, "choose-way")) return null;
	return (
		<p className="flex flex-wrap items-center gap-x-3">
			送り方：{job.way_title}
			<Button look="plain" onClick={() => setChoosing(true)}>
				送り方を変える…
			</Button>
			{choosing && <Choosing job={job} onClose={() => setChoosing(false)} />}
		</p>
	);
}

function Choosing({ job, onClose }: { job: JobView; onClose: () => void }) {
	const [way, setWay] = useState(job.way);
	const choose = useAct(platform.chooseWay, onClose);
	return (
		<FormDialog
			title="このファイルの送り方"
			onClose={onClose}
			onSubmit={(event) => {
				event.preventDefault();
				choose.mutate({ id: job.id, way });
			}}
			verb="この送り方にする"
			look="filled"
			of={choose}
		>
			<p>このファイルだけに効きます。承認者も、この送り方を見て承認します。</p>
			<WayChoice id="job-way" chosen={way} onChange={setWay} />
		</FormDialog>
	);
}
