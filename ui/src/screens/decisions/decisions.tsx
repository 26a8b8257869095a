import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { count, momentText } from "../../lib/format";
import { useJob } from "../../lib/queries";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { SaveDialog } from "../../parts/save-dialog";
import { type Column, Table } from "../../parts/table";
import { type DecisionLine, type PersonView, platform } from "../../platform";
import { DecisionPaper } from "./paper";

export const rowText = ({ row }: DecisionLine) => (row === 0 ? "ファイル全体" : `${count(row)} 行目`);

const columns: Column<DecisionLine>[] = [
	{ head: "行", cell: rowText, sort: (line) => line.row },
	{
		head: "だれ",
		cell: ({ who }) => (
			<>
				<b className="block">{who.name}</b>
				<span className="figures">{who.registration}</span>
			</>
		),
		sort: ({ who }) => who.registration,
	},
	{
		head: "確認",
		cell: (line) => (
			<>
				<b className="block">{line.title}</b>
				{line.message}
			</>
		),
		sort: (line) => line.title,
	},
	{
		head: "理由",
		cell: (line) => (
			<>
				<span className="block">{line.reason}</span>
				{line.note && <span className="block text-solid-gray-700">{line.note}</span>}
			</>
		),
		sort: (line) => line.reason,
	},
	{
		head: "答えた人",
		cell: (line) => (
			<>
				<span className="block">{line.by}</span>
				<span className="figures text-solid-gray-700">{momentText(line.at)}</span>
			</>
		),
		sort: (line) => line.by,
	},
];

/** Every answer to a 確認 of a file: why, by whom and when; for the approver, and for paper. */
export function DecisionsScreen({ id, person }: { id: number; person: PersonView }) {
	const job = useJob(id);
	const [saving, setSaving] = useState(false);
	const sheet = useQuery({ queryKey: ["job", id, "decisions"], queryFn: () => platform.decisionSheet({ id }) });
	const error = sheet.error ?? job.error;
	if (error) return <Broken error={error} />;
	if (!sheet.data || !job.data) return <Loading />;
	const { lines, approved_by } = sheet.data;
	return (
		<>
			<Page
				title={`確認への答え　${count(lines.length)} 件`}
				lead={`送信${id}　${job.data.file_name}　${approved_by ? `承認した人：${approved_by}` : "まだ承認されていません"}`}
				side={
					<div className="flex gap-3">
						<Button onClick={() => window.print()}>印刷する</Button>
						{mayDo(person, "save_decisions") && (
							<Button look="plain" onClick={() => setSaving(true)}>
								一覧を書き出す（CSV）…
							</Button>
						)}
						<ActionLink to={`/jobs/${id}`}>送信へもどる</ActionLink>
					</div>
				}
			>
				<Card>
					{lines.length === 0 && <p>答えた確認はありません。</p>}
					{lines.length > 0 && (
						<Table
							label="確認への答え"
							columns={columns}
							rows={lines}
							rowKey={(line) => `${line.row} ${line.title} ${line.column}`}
						/>
					)}
				</Card>
			</Page>
			<DecisionPaper sheet={sheet.data} job={job.data} person={person} />
			{saving && (
				<SaveDialog
					id="decisions-list"
					title="確認への答えを書き出す"
					name={`確認への答え_送信${id}.csv`}
					save={(to) => platform.saveDecisions({ id, to })}
					onClose={() => setSaving(false)}
				>
					<b>暗号化しなければ、名前などはだれにでも読めます。</b>
				</SaveDialog>
			)}
		</>
	);
}
