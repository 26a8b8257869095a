import { count, momentText } from "../../lib/format";
import { PagedSheet, type PaperColumn } from "../../parts/paged-sheet";
import type { DecisionLine, DecisionSheet, JobView, PersonView } from "../../platform";
import { rowText } from "./decisions";

/** As high as a page of styles.css allows, where reasons take three lines. */
const ROWS_A_PAGE = 9;

const columns: PaperColumn<DecisionLine>[] = [
	{ head: "行", width: "9%", cell: rowText },
	{
		head: "だれ",
		width: "20%",
		cell: (line) => (
			<>
				{line.who.name}
				<span className="block">{line.who.registration}</span>
			</>
		),
	},
	{
		head: "確認",
		width: "28%",
		cell: (line) => (
			<>
				<b className="block">{line.title}</b>
				{line.message}
			</>
		),
	},
	{
		head: "理由",
		width: "25%",
		cell: (line) => (
			<>
				{line.reason}
				{line.note && <span className="block">{line.note}</span>}
			</>
		),
	},
	{
		head: "答えた人",
		cell: (line) => (
			<>
				{line.by}
				<span className="block">{momentText(line.at)}</span>
			</>
		),
	},
];

/** The answers for paper, with whom they were given for and who stands for them. */
export const DecisionPaper = ({ sheet, job, person }: { sheet: DecisionSheet; job: JobView; person: PersonView }) => (
	<PagedSheet
		name="確認への答え"
		title={`確認への答え　送信${job.id}`}
		head={
			<>
				<p className="break-all">
					{job.kind_title}　{job.file_name}　{count(job.rows)} 行　答え {count(sheet.lines.length)} 件
				</p>
				<p>
					用意した人：{job.prepared_by}　承認した人：{sheet.approved_by ?? "（まだ）"}
				</p>
			</>
		}
		columns={columns}
		lines={sheet.lines}
		lineKey={(line) => `${line.row} ${line.title} ${line.column}`}
		rowsAPage={ROWS_A_PAGE}
		person={person}
	/>
);
