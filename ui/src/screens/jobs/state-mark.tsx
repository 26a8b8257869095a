import { openErrors } from "../../lib/job";
import type { JobView } from "../../platform";

/** The word for a job's state, with a shape where somebody should look. */
export function JobStateMark({ job }: { job: JobView }) {
	const [sign, tone] = markOf(job);
	return (
		<span className={`whitespace-nowrap ${tone}`}>
			{sign && <span aria-hidden="true">{sign} </span>}
			{job.state_title}
			{job.state === "checked" && openErrors(job) > 0 && "（誤りあり）"}
		</span>
	);
}

function markOf(job: JobView): [sign: string, tone: string] {
	switch (job.state) {
		case "failed":
		case "rejected":
			return ["●", "font-bold text-red-1000"];
		case "checked":
			return openErrors(job) > 0 ? ["●", "font-bold text-red-1000"] : ["▲", "font-bold text-yellow-1200"];
		case "result-received":
			return ["▲", "font-bold text-yellow-1200"];
		case "confirmed":
			return ["✓", "text-green-900"];
		default:
			return job.problem ? ["▲", "font-bold text-yellow-1200"] : ["", ""];
	}
}
