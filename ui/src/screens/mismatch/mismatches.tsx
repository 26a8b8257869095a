import { mayDo } from "../../lib/acts";
import { count, dayText, momentText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { mismatchText, useClosedMismatches, useMismatches } from "../../lib/record-queries";
import { Link } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type Column, Table } from "../../parts/table";
import { type MismatchLine, type PersonView, platform } from "../../platform";
import { JustDecided } from "./just-decided";

/** The board: for whom viewing is stopped, since when, and who sees to it. */
export function MismatchesScreen({ person }: { person: PersonView }) {
	const found = useMismatches();
	const past = useClosedMismatches();
	const receive = useAct(() => platform.receiveMismatches());
	const error = found.error ?? past.error;
	if (error) return <Broken error={error} />;
	if (!found.data || !past.lines) return <Loading />;
	const { open, received_at } = found.data;
	const next = open.find((line) => line.waits);
	return (
		<Page
			title={open.length > 0 ? `閲覧が止まっている人が ${count(open.length)} 人います` : "突合不一致はありません"}
			lead={
				received_at
					? `サーバーの一覧は ${momentText(received_at)} に受け取りました。`
					: "サーバーの一覧を、まだ受け取っていません。"
			}
			side={
				mayDo(person, "receive_mismatches") && (
					<Button busy={receive.isPending} onClick={() => receive.mutate(undefined)}>
						いま受け取る
					</Button>
				)
			}
		>
			<JustDecided />
			<Failure of={receive.error} />
			{open.length > 0 && (
				<Card>
					<p className="mb-3">
						この人たちは、解消するまで<b>医療機関で資格を見られません。</b>日数の長い人から進めてください。
					</p>
					<Lines label="閲覧が止まっている人" lines={open} />
				</Card>
			)}
			{next && (
				<div>
					<ActionLink to={`/mismatches/${next.id}`} look="filled">
						いちばん古い人を見る
					</ActionLink>
				</div>
			)}
			{(past.lines.length > 0 || past.seek.value !== "") && (
				<Card title="解消したもの">
					<Lines label="解消したもの" lines={past.lines} past={past} />
				</Card>
			)}
		</Page>
	);
}

/** How long, in words and by a mark; never by colour alone. */
export const Stopped = ({ of }: { of: MismatchLine }) =>
	of.stopped ? (
		<b className="whitespace-nowrap text-red-1000">
			<span aria-hidden="true">■ </span>
			{of.days === 0 ? "きょうから閲覧停止" : `閲覧停止 ${count(of.days)} 日`}
		</b>
	) : (
		<span className="whitespace-nowrap text-green-900">
			<span aria-hidden="true">✓ </span>
			{of.days === 0 ? "その日に解消" : `${count(of.days)} 日で解消`}
		</span>
	);

type LinesProps = {
	label: string;
	lines: MismatchLine[];
	/** Where it is a list that grows. */
	past?: { seek: { value: string; onChange: (value: string) => void }; more: () => void };
};

function Lines({ label, lines, past }: LinesProps) {
	const columns: Column<MismatchLine>[] = [
		{
			head: "閲覧",
			cell: (line) => (
				<>
					<Stopped of={line} />
					<span className="block text-solid-gray-700">{dayText(line.reported_at)}から</span>
				</>
			),
			sort: (line) => line.days,
		},
		{
			head: "だれ",
			cell: (line) => (
				<Link
					to={`/mismatches/${line.id}`}
					className="inline-flex min-h-11 flex-col justify-center font-bold text-blue-900 underline underline-offset-4"
				>
					{line.name || `突合不一致${line.id}`}
					<span className="figures font-normal">{line.registration}</span>
				</Link>
			),
			sort: (line) => line.registration,
		},
		{ head: "ちがうところ", cell: (line) => line.differs.join("・") || "（廃棄しました）" },
		{ head: "判定フラグ", cell: (line) => line.flag, whole: true },
		{
			head: "状態",
			cell: (line) => (
				<>
					<span className="block">{line.state_title}</span>
					{line.resent && <span className="block text-solid-gray-700">送信{line.resent}の答えを待っています</span>}
				</>
			),
			sort: (line) => line.state_title,
		},
		{
			head: "担当",
			cell: (line) => line.assignee ?? <span className="text-solid-gray-700">決めていません</span>,
			sort: (line) => line.assignee ?? "",
		},
	];
	return (
		<Table
			label={label}
			columns={columns}
			rows={lines}
			rowKey={(line) => line.id}
			{...(past ? { seek: past.seek, onEnd: past.more } : { filter: mismatchText })}
		/>
	);
}
