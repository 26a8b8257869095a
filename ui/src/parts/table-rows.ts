import {
	type ColumnDef,
	columnFilteringFeature,
	createFilteredRowModel,
	createSortedRowModel,
	globalFilteringFeature,
	type Row as ModelRow,
	type RowData,
	rowSortingFeature,
	tableFeatures,
	useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { Column } from "./table";

const features = tableFeatures({
	columnFilteringFeature,
	globalFilteringFeature,
	rowSortingFeature,
	filteredRowModel: createFilteredRowModel(),
	sortedRowModel: createSortedRowModel(),
});

const collator = new Intl.Collator("ja-JP", { numeric: true });

function compare<Row extends RowData>(a: ModelRow<typeof features, Row>, b: typeof a, column: string): number {
	const [one, other] = [a.getValue(column), b.getValue(column)];
	return typeof one === "number" && typeof other === "number"
		? one - other
		: collator.compare(String(one), String(other));
}

/** Rows as the person sorts and filters them; in their own order until then. */
export function useRows<Row extends RowData>(rows: Row[], columns: Column<Row>[], filter?: (row: Row) => string) {
	const defined = useMemo(
		() =>
			columns.map(
				({ head, sort }): ColumnDef<typeof features, Row> => ({
					id: head,
					enableSorting: sort !== undefined,
					sortFn: compare,
					sortDescFirst: false,
					accessorFn: (row) => sort?.(row),
				}),
			),
		[columns],
	);
	return useTable({
		features,
		columns: defined,
		data: rows,
		enableSortingRemoval: false,
		enableMultiSort: false,
		// A row is looked through as a whole, once.
		getColumnCanGlobalFilter: (column) => column.id === columns[0]?.head,
		globalFilterFn: (row, _column, wanted: string) => filter?.(row.original).includes(wanted.trim()) ?? true,
	});
}
