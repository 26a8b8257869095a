import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useState } from "react";
import { flushSync } from "react-dom";
import { usePrinting } from "../../frame/keys";
import { count } from "../../lib/format";
import { leavingRows, may, openErrors } from "../../lib/job";
import { useAct } from "../../lib/queries";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type JobView, type PersonView, platform } from "../../platform";
import { ExcludeErrors } from "./exclude";
import { Findings } from "./findings";
import { FindingsSheet, gatherSheet, type Sheet } from "./findings-sheet";
import { StopButton } from "./stop";

/** What the check found, and the three ways on: mend, leave out, ask for approval. */
export function CheckedBody({ job, person }: { job: JobView; person: PersonView }) {
	const { data: page, error } = useQuery({
		queryKey: ["findings", job.id, "groups"],
		queryFn: () => platform.findings({ id: job.id, code: null, offset: 0, limit: 1 }),
		staleTime: Number.POSITIVE_INFINITY,
	});
	const [sheet, setSheet] = useState<Sheet | null>(null);
	const printing = useAct(gatherSheet, (gathered) => {
		flushSync(() => setSheet(gathered));
		window.print();
	});
	const { mutate: gather } = printing;
	const print = useCallback(() => gather(job.id), [gather, job.id]);
	usePrinting(print);

	if (error) return <Failure of={error} />;
	if (!page) return <Loading />;
	return (
		<>
			<div className="flex flex-col gap-4 print:hidden">
				{page.groups.length > 0 ? (
					<Findings id={job.id} groups={page.groups} />
				) : (
					<Card>
						<p>
							<span aria-hidden="true" className="text-green-900">
								✓{" "}
							</span>
							{count(job.rows)} 行を検査しました。直すところは見つかりませんでした。
						</p>
					</Card>
				)}
				<Failure of={printing.error} />
				<Ways job={job}>
					{page.groups.length > 0 && (
						<Button look="plain" busy={printing.isPending} onClick={print}>
							確認票を印刷する
						</Button>
					)}
				</Ways>
			</div>
			{sheet && <FindingsSheet sheet={sheet} job={job} person={person} />}
		</>
	);
}

function Ways({ job, children }: { job: JobView; children: ReactNode }) {
	const ask = useAct(platform.requestApproval);
	const blocked = openErrors(job) > 0;
	return (
		<div>
			{job.excluded_rows > 0 && (
				<p className="mb-2">
					{count(job.excluded_rows)} 行を除きました。送るのは {count(leavingRows(job))}{" "}
					行です。除いた人は「送っていない人」として残ります。
				</p>
			)}
			<Failure of={ask.error} />
			<div className="flex flex-wrap items-center gap-3">
				{may(job, "request-approval") && !blocked && (
					<Button look="filled" busy={ask.isPending} onClick={() => ask.mutate({ id: job.id })}>
						承認を頼む
					</Button>
				)}
				{job.error_rows + job.warning_rows > 0 && (
					<ActionLink to="/send" look={blocked ? "filled" : "outlined"}>
						直したファイルを選ぶ
					</ActionLink>
				)}
				{may(job, "exclude-errors") && blocked && <ExcludeErrors job={job} />}
				{children}
				{may(job, "cancel") && (
					<span className="ml-auto">
						<StopButton job={job} look="plain" />
					</span>
				)}
			</div>
		</div>
	);
}
