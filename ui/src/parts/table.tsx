import type { RowData } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { count } from "../lib/format";
import { useHash, usePrinted } from "../lib/printing";
import { useRows } from "./table-rows";

export type Column<Row> = {
	/** Heading. */
	head: string;
	cell: (row: Row) => ReactNode;
	/** What to sort by; without it the column can't be sorted. */
	sort?: (row: Row) => string | number;
	/** Numbers stand at the right. */
	right?: boolean;
	/** Never broken into two lines. */
	whole?: boolean;
};

type Props<Row> = {
	label: string;
	columns: Column<Row>[];
	rows: Row[];
	rowKey: (row: Row) => string | number;
	/** Rows there are in all, when more will be fetched. */
	total?: number | undefined;
	/** Asks for more rows when the last is near. */
	onEnd?: () => void;
	/** Text to look in; with it a field for filtering stands above. */
	filter?: (row: Row) => string;
	/** What is sought in all of the list, where `rows` are those that hold it. */
	seek?: { value: string; onChange: (value: string) => void };
	/** Tailwind class for the height of the scrolling part; without it the list takes what the window has. */
	height?: string;
	empty?: string;
};

const rowHeight = 45;

/** Rows as a real table that keeps only the visible ones in the page. */
export function Table<Row extends RowData>(props: Props<Row>) {
	const {
		label,
		columns,
		rows,
		rowKey,
		onEnd,
		filter,
		seek,
		height = "max-h-[max(20rem,calc(100dvh-21rem))]",
		empty = "ありません",
	} = props;
	const table = useRows(rows, columns, filter);
	const shown = table.getRowModel().rows;

	const box = useRef<HTMLElement>(null);
	const virtual = useVirtualizer({
		count: shown.length,
		getScrollElement: () => box.current,
		estimateSize: () => rowHeight,
		overscan: 12,
	});
	const isPrinted = usePrinted();
	const hash = useHash(useMemo(() => JSON.stringify(shown.map((row) => row.original)), [shown]));
	const items = isPrinted ? shown.map((_, index) => ({ index, start: 0, end: 0 })) : virtual.getVirtualItems();
	const first = items[0];
	const last = items.at(-1);
	const above = isPrinted ? 0 : (first?.start ?? 0);
	const below = isPrinted ? 0 : virtual.getTotalSize() - (last?.end ?? 0);
	const all = props.total ?? rows.length;
	const sought = seek?.value || table.state.globalFilter;

	const nearEnd = !isPrinted && last !== undefined && last.index >= shown.length - 20;
	useEffect(() => {
		if (nearEnd) onEnd?.();
	}, [nearEnd, onEnd]);

	return (
		<>
			{seek && (rows.length > 8 || seek.value !== "") && <Filter label={label} {...seek} found={shown.length} />}
			{filter && rows.length > 8 && (
				<Filter
					label={label}
					value={table.state.globalFilter ?? ""}
					onChange={table.setGlobalFilter}
					found={shown.length}
				/>
			)}
			<section
				ref={box}
				tabIndex={0}
				aria-label={`${label}（表）`}
				className={`overflow-auto ${height} print:max-h-none print:overflow-visible`}
			>
				<table aria-label={label} aria-rowcount={(props.total ?? shown.length) + 1} className="w-full border-collapse">
					<thead className="sticky top-0 z-10 bg-white print:static">
						<tr className="border-b border-solid-gray-600">
							{columns.map(({ head, sort, right = false }) => (
								<Head
									key={head}
									head={head}
									right={right}
									sorted={table.getColumn(head)?.getIsSorted() ?? false}
									onSort={sort && (() => table.getColumn(head)?.toggleSorting())}
								/>
							))}
						</tr>
					</thead>
					<tbody>
						{above > 0 && <Spacer height={above} />}
						{items.map((item) => {
							const row = shown[item.index]?.original;
							return (
								row !== undefined && (
									<tr
										key={rowKey(row)}
										ref={virtual.measureElement}
										data-index={item.index}
										aria-rowindex={item.index + 2}
										className="border-b border-line align-top"
									>
										{columns.map((column) => (
											<td
												key={column.head}
												className={`px-2 py-2 ${column.right ? "figures text-right whitespace-nowrap" : ""} ${column.whole ? "whitespace-nowrap" : ""}`}
											>
												{column.cell(row)}
											</td>
										))}
									</tr>
								)
							);
						})}
						{below > 0 && <Spacer height={below} />}
					</tbody>
				</table>
				<p className="mt-2 hidden text-[8pt] print:block">
					{label}　{count(all)} 行のうち {count(shown.length)} 行{sought && `（「${sought}」でしぼりこみ）`}
					<span className="block font-mono">SHA-256 {hash}</span>
				</p>
				{shown.length === 0 && <p className="px-2 py-4 text-solid-gray-700">{empty}</p>}
			</section>
		</>
	);
}

type HeadProps = { head: string; right: boolean; sorted: false | "asc" | "desc"; onSort: (() => void) | undefined };

const orders = {
	asc: { order: "ascending", sign: "▲" },
	desc: { order: "descending", sign: "▼" },
} as const;

function Head({ head, right, sorted, onSort }: HeadProps) {
	return (
		<th
			scope="col"
			aria-sort={sorted ? orders[sorted].order : undefined}
			className={`px-2 py-1 whitespace-nowrap text-solid-gray-700 ${right ? "text-right" : "text-left"}`}
		>
			{onSort ? (
				<button type="button" onClick={onSort} className="min-h-9 font-bold">
					{head}
					<span aria-hidden="true" className="text-[0.75rem] print:hidden">
						{` ${sorted ? orders[sorted].sign : "↕"}`}
					</span>
				</button>
			) : (
				head
			)}
		</th>
	);
}

/** Stands for the rows that aren't in the page. */
const Spacer = ({ height }: { height: number }) => <tr style={{ height }} />;

type FilterProps = { label: string; value: string; onChange: (value: string) => void; found: number };

function Filter({ label, value, onChange, found }: FilterProps) {
	return (
		<div className="mb-2 flex items-center gap-3 print:hidden">
			<label className="flex items-center gap-2">
				しぼりこむ
				<input
					type="search"
					aria-label={`${label}をしぼりこむ`}
					value={value}
					onChange={(event) => onChange(event.target.value)}
					className="min-h-11 rounded-8 border border-solid-gray-600 bg-white px-3"
				/>
			</label>
			<span role="status" className="text-solid-gray-700">
				{value && `${count(found)} 行`}
			</span>
		</div>
	);
}
