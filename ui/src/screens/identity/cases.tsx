import { mayDo } from "../../lib/acts";
import { count, dayText } from "../../lib/format";
import { useCaseAct, useCases, useClosedCases } from "../../lib/record-queries";
import { Link, navigate } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { useShortcuts } from "../../parts/choices";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type Column, Table } from "../../parts/table";
import { type CaseLine, type CaseList, type PersonView, platform } from "../../platform";

/** What isn't finished, what is, and the button to begin. */
export function CasesScreen({ person }: { person: PersonView }) {
	const cases = useCases();
	const closed = useClosedCases();
	const begin = useCaseAct(platform.newCase, (made) => navigate(`/identity/${made.id}`));
	const mayBegin = mayDo(person, "new_case");
	const start = () => begin.mutate({ subject: "" });
	useShortcuts(mayBegin && !begin.isPending ? { enter: start } : {});
	const error = cases.error ?? closed.error;
	if (error) return <Broken error={error} />;
	if (!cases.data || !closed.lines) return <Loading />;
	const { open } = cases.data;
	return (
		<Page
			title={open.length > 0 ? `途中の本人確認が ${count(open.length)} 件あります` : "途中の本人確認はありません"}
			lead="番号を受け取る前に、番号と身元を確かめ、何で確かめたかを残します。"
			side={
				mayBegin && (
					<Button look="filled" busy={begin.isPending} onClick={start}>
						本人確認を始める
					</Button>
				)
			}
		>
			<Failure of={begin.error} />
			{open.length > 0 && (
				<Card title="途中のもの">
					<Lines label="途中の本人確認" lines={open} verb="続ける" />
				</Card>
			)}
			<Forms of={cases.data} />
			{(closed.lines.length > 0 || closed.seek.value !== "") && (
				<Card title="終わったもの">
					<Lines label="終わった本人確認" lines={closed.lines} verb="記録を見る" past={closed} />
				</Card>
			)}
		</Page>
	);
}

/** 別添15's forms, so that none is forgotten on its way. */
function Forms({ of }: { of: CaseList }) {
	if (of.forms_made === 0) return null;
	return (
		<p>
			住所あての依頼書：作った {count(of.forms_made)} 通、送った {count(of.forms_printed)} 通、返ってきた{" "}
			{count(of.forms_returned)} 通
			{of.forms_printed > of.forms_returned && (
				<b className="ml-3 text-yellow-1200">
					<span aria-hidden="true">▲ </span>
					{count(of.forms_printed - of.forms_returned)} 通を待っています
				</b>
			)}
		</p>
	);
}

const formWords = {
	made: "依頼書をまだ送っていません",
	printed: "依頼書を待っています",
	returned: "依頼書が返りました",
};

type LinesProps = {
	label: string;
	lines: CaseLine[];
	verb: string;
	/** Where it is a list that grows. */
	past?: { seek: { value: string; onChange: (value: string) => void }; more: () => void };
};

function Lines({ label, lines, verb, past }: LinesProps) {
	const columns: Column<CaseLine>[] = [
		{
			head: "番号",
			cell: (line) => (
				<Link
					to={`/identity/${line.id}`}
					className="inline-flex min-h-11 items-center font-bold text-blue-900 underline underline-offset-4"
				>
					本人確認{line.id}　{verb}
				</Link>
			),
			sort: (line) => line.id,
		},
		{
			head: "だれの届けか",
			cell: (line) => line.subject || <span className="text-solid-gray-700">まだ書いていません</span>,
			sort: (line) => line.subject,
		},
		{ head: "届け出る人・受け方", cell: (line) => line.way || "まだ選んでいません" },
		{
			head: "状態",
			cell: (line) => (
				<>
					<span className="block">{line.state_title}</span>
					{line.form && line.state !== "closed" && (
						<span className="block text-solid-gray-700">{formWords[line.form]}</span>
					)}
				</>
			),
		},
		{
			head: "始めた日",
			cell: (line) => (
				<>
					<span className="block whitespace-nowrap">{dayText(line.opened_at)}</span>
					{line.state !== "closed" && line.days > 0 && (
						<span className="block text-solid-gray-700">{count(line.days)} 日前</span>
					)}
				</>
			),
			sort: (line) => line.opened_at,
		},
	];
	return (
		<Table
			label={label}
			columns={columns}
			rows={lines}
			rowKey={(line) => line.id}
			{...(past
				? { seek: past.seek, onEnd: past.more }
				: { filter: (line: CaseLine) => `${line.id} ${line.subject} ${line.way}` })}
		/>
	);
}
