import { mayDo } from "../../lib/acts";
import { count } from "../../lib/format";
import { flowSteps, heading, stepOf } from "../../lib/job";
import { useJob } from "../../lib/queries";
import { Broken } from "../../parts/broken";
import { Loading, Page, Provisional } from "../../parts/page";
import { StepList } from "../../parts/step-list";
import type { JobView, PersonView } from "../../platform";
import { CheckedBody } from "./checked";
import { ClosedBody } from "./closed";
import { Background } from "./job-facts";
import { MovingBody } from "./moving-body";
import { WaitingBody } from "./waiting";

/** One file on its way; what is shown depends on where it stands. */
export function JobScreen({ id, person }: { id: number; person: PersonView }) {
	const found = useJob(id);
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const job = found.data;
	return (
		<Page
			above={<StepList label="送るまでの順番" steps={flowSteps} now={stepOf(job)} />}
			title={heading(job)}
			lead={
				<p className="flex flex-wrap items-center gap-x-4">
					<span>送信{job.id}</span>
					<span>{job.kind_title}</span>
					<span>{job.file_name}</span>
					{job.rows > 0 && <span className="figures">{count(job.rows)} 行</span>}
					{job.provisional && <Provisional />}
				</p>
			}
		>
			<span role="status" className="sr-only">
				{job.state_title}
			</span>
			<Body job={job} person={person} />
		</Page>
	);
}

function Body({ job, person }: { job: JobView; person: PersonView }) {
	// Findings are for those who send and release; others see how the file fared.
	if (!mayDo(person, "finding_groups")) return <Background job={job} />;
	switch (job.state) {
		case "checked":
			return <CheckedBody job={job} person={person} />;
		case "awaiting-approval":
			return <WaitingBody job={job} />;
		case "checking":
		case "queued":
		case "uploading":
		case "submitting":
		case "accepted":
		case "processing":
		case "completed":
			return <MovingBody job={job} />;
		case "rejected":
		case "cancelled":
		case "failed":
		case "result-received":
		case "confirmed":
			return <ClosedBody job={job} />;
	}
}
