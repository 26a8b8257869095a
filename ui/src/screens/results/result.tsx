import { useQuery } from "@tanstack/react-query";
import { count } from "../../lib/format";
import { flowSteps, resultHeading, rowWords, stepOf } from "../../lib/job";
import { useJob, useResult } from "../../lib/queries";
import { Broken } from "../../parts/broken";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { StepList } from "../../parts/step-list";
import { type Column, Table } from "../../parts/table";
import { type FailedRow, type JobView, platform, type ResultView } from "../../platform";
import { Answers } from "./answers";
import { remedyOf } from "./remedies";
import { ResultSteps } from "./result-steps";

/** What became of each row, and what is left to do with it. */
export function ResultScreen({ id }: { id: number }) {
	const job = useJob(id);
	const result = useResult(id);
	const folder = useQuery({ queryKey: ["suggested-folder"], queryFn: () => platform.suggestedFolder() });
	const error = job.error ?? result.error;
	if (error) return <Broken error={error} />;
	if (!job.data || !result.data || folder.isPending) return <Loading />;
	return <Result job={job.data} result={result.data} folder={folder.data ?? ""} />;
}

type Props = { job: JobView; result: ResultView; folder: string };

function Result({ job, result, folder }: Props) {
	const ended = job.state === "confirmed";
	const heading = resultHeading(job, result.ok, result.failed);
	return (
		<Page
			above={<StepList label="送るまでの順番" steps={flowSteps} now={stepOf(job)} />}
			title={ended ? "終わりました" : heading}
			lead={
				<p className="flex flex-wrap gap-x-4">
					{ended && <b>{heading}</b>}
					<span>{job.file_name}</span>
					{job.receipt && <span>受付番号 {job.receipt}</span>}
					{result.excluded > 0 && <span>除いて送らなかった人 {count(result.excluded)} 件</span>}
				</p>
			}
		>
			{result.informed > 0 && (
				<p>
					<b>{count(result.informed)} 行は、登録されたうえで、お知らせがあります。</b>
					結果ファイルの「処理結果メッセージ」で読めます。
				</p>
			)}
			{result.failed > 0 && <Failed what={rowWords(job).failedRow} rows={result.failed_rows} total={result.failed} />}
			{job.asks && <Answers id={job.id} />}
			<ResultSteps job={job} result={result} folder={folder} />
		</Page>
	);
}

const Failed = ({ what, rows, total }: { what: string; rows: FailedRow[]; total: number }) => (
	<Card title={`${what} ${count(total)} 行`}>
		<Table
			label={what}
			columns={failedColumns.filter(({ only }) => !only || rows.some(only))}
			rows={rows}
			rowKey={(row) => row.row}
			filter={(row) => `${row.row} ${row.who.name} ${row.who.registration} ${row.message}`}
			height="max-h-56"
		/>
		<Remedies rows={rows} />
		{total > rows.length && <p>はじめの {count(rows.length)} 件です。すべては書き出したファイルで見られます。</p>}
	</Card>
);

/** What to do, once for each message. */
function Remedies({ rows }: { rows: FailedRow[] }) {
	const counts = new Map<string, number>();
	for (const { message } of rows) counts.set(message, (counts.get(message) ?? 0) + 1);
	const most = [...counts].sort(([, a], [, b]) => b - a).slice(0, 8);
	return (
		<dl className="mt-3">
			{most.map(([message, rows]) => (
				<div key={message} className="py-1">
					<dt className="font-bold">
						「{message}」（{count(rows)} 行）の対処方法
					</dt>
					<dd>{remedyOf(message)}</dd>
				</div>
			))}
		</dl>
	);
}

/** A kind may know no name or birth date: an empty column says nothing. */
type FailedColumn = Column<FailedRow> & { only?: (row: FailedRow) => string };

const failedColumns: FailedColumn[] = [
	{ head: "行", cell: (row) => count(row.row), sort: (row) => row.row, right: true },
	{ head: "記号・番号など", cell: (row) => row.who.registration, sort: (row) => row.who.registration, whole: true },
	{ head: "氏名", cell: (row) => row.who.name, sort: (row) => row.who.name, only: (row) => row.who.name },
	{
		head: "生年月日",
		cell: (row) => row.who.birth_date,
		sort: (row) => row.who.birth_date,
		only: (row) => row.who.birth_date,
	},
	{
		head: "処理結果メッセージ",
		cell: (row) => (
			<b className="text-red-1000">
				<span aria-hidden="true">● </span>
				{row.message}
			</b>
		),
		sort: (row) => row.message,
	},
];
