import { useState } from "react";
import type { Column } from "./table";

type Order = { head: string; direction: "ascending" | "descending" };

const collator = new Intl.Collator("ja-JP", { numeric: true });

/** Rows in the order that the person asked for; in their own order until then. */
export function useSorted<Row>(rows: Row[], columns: Column<Row>[]) {
	const [order, setOrder] = useState<Order | null>(null);
	const by = columns.find((column) => column.head === order?.head)?.sort;
	const sorted =
		by && order ? [...rows].sort((a, b) => compare(by(a), by(b)) * (order.direction === "ascending" ? 1 : -1)) : rows;
	const toggle = (head: string) =>
		setOrder((before) => ({
			head,
			direction: before?.head === head && before.direction === "ascending" ? "descending" : "ascending",
		}));
	return { sorted, order, toggle };
}

function compare(a: string | number, b: string | number): number {
	return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
}
