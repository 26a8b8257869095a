import { type ReactNode, useCallback, useState } from "react";
import { flushSync } from "react-dom";
import { count } from "../../lib/format";
import { leavingRows, may, openErrors } from "../../lib/job";
import { usePrinting } from "../../lib/printing";
import { useAct, useFindingGroups } from "../../lib/queries";
import { provisionalNote } from "../../lib/words";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Dialog } from "../../parts/dialog";
import { Loading } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { BeforePosting } from "../../parts/whereabouts";
import { type FindingGroup, type JobView, type PersonView, platform } from "../../platform";
import { ChooseEmployer } from "./choose-employer";
import { ChooseWay } from "./choose-way";
import { Corrected } from "./corrected";
import { Decisions } from "./decide";
import { ExcludeErrors } from "./exclude";
import { Findings } from "./findings";
import { FindingsSheets, gatherSheets, type Printed } from "./findings-sheet";
import { SaveFindings } from "./save-findings";
import { StopButton } from "./stop";

/** What the check found, and the three ways on: mend, leave out, ask for approval. */
export function CheckedBody({ job, person }: { job: JobView; person: PersonView }) {
	const { data: groups, error } = useFindingGroups(job.id);
	if (error) return <Failure of={error} />;
	if (!groups) return <Loading />;
	if (groups.length > 0) return <WithFindings job={job} person={person} groups={groups} />;
	return (
		<>
			<Card>
				<p>
					<span aria-hidden="true" className="text-green-900">
						✓{" "}
					</span>
					{count(job.rows)} 行を検査しました。直すところは見つかりませんでした。
				</p>
			</Card>
			<Ways job={job} />
		</>
	);
}

function WithFindings({ job, person, groups }: { job: JobView; person: PersonView; groups: FindingGroup[] }) {
	const [printed, setPrinted] = useState<Printed | null>(null);
	const [asking, setAsking] = useState(false);
	const [warned, setWarned] = useState<Printed | null>(null);
	const printNow = (gathered: Printed) => {
		setWarned(null);
		flushSync(() => setPrinted(gathered));
		window.print();
	};
	const printing = useAct(gatherSheets, (gathered) => {
		setAsking(false);
		if (gathered.sheets.some((sheet) => sheet.warning)) setWarned(gathered);
		else printNow(gathered);
	});
	const { mutate: gather } = printing;
	const employers = useAct(platform.findingEmployers, (found) => {
		if (found.length > 1) setAsking(true);
		else gather({ id: job.id, employer: null });
	});
	const { mutate: ask } = employers;
	const print = useCallback(() => ask({ id: job.id }), [ask, job.id]);
	usePrinting(print);
	return (
		<>
			<div className="flex flex-col gap-4 print:hidden">
				<Findings
					id={job.id}
					groups={groups}
					canCorrect={may(job, "correct")}
					canDecide={may(job, "decide")}
					lifts={job.lifts}
				/>
				<Failure of={printing.error ?? employers.error} />
				<Ways job={job} groups={groups}>
					<Button look="plain" busy={printing.isPending || employers.isPending} onClick={print}>
						確認票を印刷する
					</Button>
					{may(job, "save-findings") && <SaveFindings job={job} />}
				</Ways>
			</div>
			{asking && employers.data && (
				<ChooseEmployer
					employers={employers.data}
					busy={printing.isPending}
					onPrint={(employer) => gather({ id: job.id, employer })}
					onClose={() => setAsking(false)}
				/>
			)}
			{warned && (
				<Dialog title="保護の対象の人がいます" onClose={() => setWarned(null)}>
					<BeforePosting warning={warned.sheets.find((sheet) => sheet.warning)?.warning} />
					<div className="mt-4 flex gap-3">
						<Button onClick={() => setWarned(null)}>やめる</Button>
						<Button onClick={() => printNow(warned)}>確かめたので印刷する</Button>
					</div>
				</Dialog>
			)}
			{printed && (
				<FindingsSheets
					printed={printed}
					file={`${job.kind_title}　${job.file_name}　${count(job.rows)} 行${job.provisional ? `　${provisionalNote}` : ""}`}
					mark={`送信${job.id}`}
					sha256={job.sha256}
					person={person}
				/>
			)}
		</>
	);
}

/** Said once, calmly: whether earlier files were looked at too. */
const Compared = ({ job }: { job: JobView }) => (
	<p className="text-solid-gray-700 print:hidden">
		<span aria-hidden="true">ℹ </span>
		{job.compared
			? "以前に送ったファイルとも比べました。"
			: "このファイルの中だけを調べました。以前に送ったファイルとは比べていません。"}
	</p>
);

function Ways({ job, groups, children }: { job: JobView; groups?: FindingGroup[]; children?: ReactNode }) {
	const ask = useAct(platform.requestApproval);
	const blocked = openErrors(job) + job.file_errors > 0;
	return (
		<div className="flex flex-col gap-2">
			<Corrected job={job} />
			<Compared job={job} />
			{job.excluded_rows > 0 && (
				<p className="mb-2">
					{count(job.excluded_rows)} 行を除きました。送るのは {count(leavingRows(job))}{" "}
					行です。除いた人は「送っていない人」として残ります。
				</p>
			)}
			{job.open_confirms > 0 && (
				<p className="mb-2 font-bold">
					まだ答えていない確認が {count(job.open_confirms)} 件あります。答えるまで、承認を頼めません。
				</p>
			)}
			<Decisions job={job} groups={groups} />
			<ChooseWay job={job} />
			{job.stays_here && (
				<p className="mb-2">
					機関内テストなので、検査だけです。どこへも送りません。送るときは、管理者が接続先を切り替えたあと、このファイルをもう一度選んでください。
				</p>
			)}
			<Failure of={ask.error} />
			<div className="flex flex-wrap items-center gap-3">
				{may(job, "request-approval") && !blocked && (
					<Button look="filled" busy={ask.isPending} onClick={() => ask.mutate({ id: job.id })}>
						承認を頼む
					</Button>
				)}
				{job.error_rows + job.file_errors + job.confirms + job.warning_rows > 0 && (
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
