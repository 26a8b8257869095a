import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useSorted } from "./sorting";

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
	total?: number;
	/** Asks for more rows when the last is near. */
	onEnd?: () => void;
	/** Text to look in; with it a field for filtering stands above. */
	filter?: (row: Row) => string;
	/** Tailwind class for the height of the scrolling part. */
	height?: string;
	empty?: string;
};

const rowHeight = 45;

/** Rows as a real table that keeps only the visible ones in the page. */
export function Table<Row>(props: Props<Row>) {
	const { label, columns, rows, rowKey, onEnd, filter, height = "max-h-96", empty = "ありません" } = props;
	const [wanted, setWanted] = useState("");
	const found = filter && wanted ? rows.filter((row) => filter(row).includes(wanted.trim())) : rows;
	const { sorted, order, toggle } = useSorted(found, columns);

	const box = useRef<HTMLElement>(null);
	const virtual = useVirtualizer({
		count: sorted.length,
		getScrollElement: () => box.current,
		estimateSize: () => rowHeight,
		overscan: 12,
	});
	const items = virtual.getVirtualItems();
	const first = items[0];
	const last = items.at(-1);
	const above = first?.start ?? 0;
	const below = virtual.getTotalSize() - (last?.end ?? 0);

	const nearEnd = last !== undefined && last.index >= sorted.length - 20;
	useEffect(() => {
		if (nearEnd) onEnd?.();
	}, [nearEnd, onEnd]);

	return (
		<>
			{filter && rows.length > 8 && <Filter label={label} value={wanted} onChange={setWanted} found={found.length} />}
			<section ref={box} tabIndex={0} aria-label={`${label}（表）`} className={`overflow-auto ${height}`}>
				<table aria-label={label} aria-rowcount={(props.total ?? sorted.length) + 1} className="w-full border-collapse">
					<thead className="sticky top-0 z-10 bg-white">
						<tr className="border-b border-solid-gray-600">
							{columns.map((column) => (
								<th
									key={column.head}
									scope="col"
									aria-sort={order?.head === column.head ? order.direction : undefined}
									className={`px-2 py-1 whitespace-nowrap text-solid-gray-700 ${column.right ? "text-right" : "text-left"}`}
								>
									{column.sort ? (
										<button type="button" onClick={() => toggle(column.head)} className="min-h-9 font-bold">
											{column.head}
											<span aria-hidden="true" className="text-[0.75rem]">
												{order?.head !== column.head ? " ↕" : order.direction === "ascending" ? " ▲" : " ▼"}
											</span>
										</button>
									) : (
										column.head
									)}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{above > 0 && <Spacer height={above} />}
						{items.map((item) => {
							const row = sorted[item.index];
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
				{sorted.length === 0 && <p className="px-2 py-4 text-solid-gray-700">{empty}</p>}
			</section>
		</>
	);
}

/** Stands for the rows that aren't in the page. */
const Spacer = ({ height }: { height: number }) => <tr style={{ height }} />;

type FilterProps = { label: string; value: string; onChange: (value: string) => void; found: number };

function Filter({ label, value, onChange, found }: FilterProps) {
	return (
		<div className="mb-2 flex items-center gap-3">
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
				{value && `${found} 行`}
			</span>
		</div>
	);
}
