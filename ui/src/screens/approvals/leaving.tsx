import { useQuery } from "@tanstack/react-query";
import { count, dayText } from "../../lib/format";
import { Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { Failure } from "../../parts/problem";
import { type BeforeView, type ChangedColumn, type JobView, type LeavingView, platform } from "../../platform";

/** What the file brings: counted, and laid beside the file before. Rows are opened one by one. */
export function Brings({ job, onRow }: { job: JobView; onRow: (row: number) => void }) {
	const found = useQuery({
		queryKey: ["findings", job.id, "leaving"],
		queryFn: () => platform.leaving({ id: job.id }),
		staleTime: Number.POSITIVE_INFINITY,
	});
	if (found.error) return <Failure of={found.error} />;
	if (!found.data) return <Card title="何が変わるか">{<p role="status">数えています…</p>}</Card>;
	return <Told of={found.data} onRow={onRow} />;
}

const Told = ({ of, onRow }: { of: LeavingView; onRow: (row: number) => void }) => (
	<Card title="何が変わるか" className="flex flex-col gap-4">
		<Facts
			of={[
				["送り先", of.to],
				...of.changes.map(({ title, count: rows }, at): [string, string] => [
					at === 0 ? `${of.changes_title}　${title}` : title,
					`${count(rows)} 行`,
				]),
			]}
		/>
		<Before of={of.before} onRow={onRow} />
		{of.corrected.length > 0 && (
			<details>
				<summary className="flex min-h-11 items-center text-blue-900 underline underline-offset-4">
					直した字を見る（{count(of.corrected.length)} か所）
				</summary>
				<ul>
					{of.corrected.map((cell) => (
						<li key={`${cell.row} ${cell.column}`} className="flex flex-wrap items-center gap-x-3">
							<RowButton row={cell.row} onRow={onRow} />
							{cell.column}は「{cell.after}」で送ります
						</li>
					))}
				</ul>
			</details>
		)}
	</Card>
);

function Before({ of, onRow }: { of: BeforeView | null; onRow: (row: number) => void }) {
	if (!of) return <p>この種類のファイルを送るのは、この接続先では初めてです。比べる相手がありません。</p>;
	const name = `前のファイル（送信${of.job}　${of.file_name}　${dayText(of.at)}　${count(of.rows)} 行）`;
	if (!of.difference)
		return <p>{name}の中身は、もう廃棄したか、人ごとに比べられない種類なので、行の数だけを比べられます。</p>;
	const { added, same, changed, gone, columns } = { added: of.difference.new, ...of.difference };
	const grave = columns.filter((column) => column.grave);
	const others = columns.filter((column) => !column.grave);
	return (
		<section aria-label="前のファイルとのちがい">
			<p className="mb-2">{name}と比べました。</p>
			<Facts
				of={[
					["前になかった人", `${count(added)} 人`],
					["前と同じ人", `${count(same)} 人`],
					["どこかが変わる人", <b key="changed">{count(changed)} 人</b>],
					["前にいて、今回いない人", `${count(gone)} 人`],
				]}
			/>
			{gone > 0 && (
				<p className="text-solid-gray-700">変わった人だけを送るファイルなら、前にいた人がいないのはふつうです。</p>
			)}
			<Columns title="番号や氏名など、だれかを表すところが変わる人" columns={grave} marked onRow={onRow} />
			<Columns title="ほかに変わるところ" columns={others} onRow={onRow} />
		</section>
	);
}

type ColumnsProps = { title: string; columns: ChangedColumn[]; marked?: boolean; onRow: (row: number) => void };

function Columns({ title, columns, marked = false, onRow }: ColumnsProps) {
	if (columns.length === 0) return null;
	return (
		<div className={`mt-3 rounded-8 border p-3 ${marked ? "border-yellow-1200 bg-yellow-50" : "border-line"}`}>
			<h3 className="font-bold">
				{marked && <span aria-hidden="true">▲ </span>}
				{title}
			</h3>
			<ul>
				{columns.map((column) => (
					<li key={column.title} className="flex flex-wrap items-center gap-x-3">
						<b>{column.title}</b>
						<span className="figures">{count(column.count)} 人</span>
						{column.rows.slice(0, 5).map((row) => (
							<RowButton key={row} row={row} onRow={onRow} />
						))}
						{column.count > 5 && <span className="text-solid-gray-700">ほか {count(column.count - 5)} 人</span>}
					</li>
				))}
			</ul>
		</div>
	);
}

const RowButton = ({ row, onRow }: { row: number; onRow: (row: number) => void }) => (
	<Button look="plain" onClick={() => onRow(row)}>
		{count(row)} 行目
	</Button>
);
