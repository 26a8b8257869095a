import { Card } from "../../parts/card";
import { inputShape } from "../../parts/field";
import { type Column, Table } from "../../parts/table";
import type { ColumnSaid, DraftColumnView, DraftReport } from "../../platform";

type Props = {
	of: DraftReport;
	said: Record<string, ColumnSaid>;
	busy: boolean;
	onSay: (column: ColumnSaid) => void;
};

/** The columns that were found: what each means, whether it must be filled, how long it may be. */
export function DraftColumns({ of, said, busy, onSay }: Props) {
	const change = (column: DraftColumnView, part: Partial<ColumnSaid>) => {
		const nothing = { title: column.title, meaning: null, required: null, max_chars: null, codes: {} };
		onSay({ ...nothing, ...said[column.title], ...part });
	};
	const columns: Column<DraftColumnView>[] = [
		{
			head: "項目",
			cell: (column) => (
				<>
					<b className="block">{column.title}</b>
					<span className="block text-solid-gray-700">{column.because}</span>
				</>
			),
		},
		{
			head: "意味",
			cell: (column) => (
				<select
					className={inputShape}
					aria-label={`${column.title}の意味`}
					disabled={busy}
					value={said[column.title]?.meaning ?? column.meaning ?? ""}
					onChange={({ target }) => change(column, { meaning: target.value || null })}
				>
					<option value="">{column.type_title}（分かりません）</option>
					{of.meanings.map((meaning) => (
						<option key={meaning.id} value={meaning.id}>
							{meaning.title}
						</option>
					))}
				</select>
			),
		},
		{
			head: "必須",
			cell: (column) => (
				<input
					type="checkbox"
					className="size-5 accent-blue-900"
					aria-label={`${column.title}は必須`}
					disabled={busy}
					checked={column.required}
					onChange={({ target }) => change(column, { required: target.checked })}
				/>
			),
		},
		{
			head: "字数の上限",
			cell: (column) => (
				<input
					key={`${column.max_chars}`}
					className={`${inputShape} max-w-24`}
					inputMode="numeric"
					aria-label={`${column.title}の字数の上限`}
					defaultValue={column.max_chars ?? ""}
					onBlur={({ target }) => {
						const most = Number.parseInt(target.value, 10);
						if (most > 0 && most !== column.max_chars) change(column, { max_chars: most });
					}}
				/>
			),
		},
		{ head: "コード", cell: (column) => <Codes of={column} onChange={(codes) => change(column, { codes })} /> },
	];
	return (
		<Card title="項目">
			<Table label="項目" columns={columns} rows={of.columns} rowKey={(column) => column.id} />
		</Card>
	);
}

/** What each code means. */
const Codes = ({ of, onChange }: { of: DraftColumnView; onChange: (codes: Record<string, string>) => void }) => (
	<ul className="flex flex-col gap-1">
		{Object.entries(of.codes).map(([code, word]) => (
			<li key={`${code} ${word}`} className="flex items-center gap-2">
				<span className="figures">{code}</span>
				<input
					className={inputShape}
					aria-label={`${of.title}のコード ${code} の意味`}
					defaultValue={word === code ? "" : word}
					onBlur={({ target }) => {
						const typed = target.value.trim();
						if (typed && typed !== word) onChange({ ...of.codes, [code]: typed });
					}}
				/>
			</li>
		))}
	</ul>
);
