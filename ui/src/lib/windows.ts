import { useQueries } from "@tanstack/react-query";
import { useCallback, useState } from "react";

/** Rows of one page. */
export const pageSize = 100;

type Page<Row> = { total: number; rows: Row[] };

/** Rows of a list of any length: fetched page by page where they are looked at, forgotten some time after. */
export function useWindow<Row>(key: readonly unknown[], fetch: (offset: number, limit: number) => Promise<Page<Row>>) {
	const [pages, setPages] = useState({ first: 0, last: 0 });
	const { first, last } = pages;
	const queries = useQueries({
		queries: Array.from({ length: last - first + 1 }, (_, n) => ({
			queryKey: [...key, first + n],
			queryFn: () => fetch((first + n) * pageSize, pageSize),
			staleTime: Number.POSITIVE_INFINITY,
			gcTime: 30_000,
		})),
	});
	const onWindow = useCallback((from: number, count: number) => {
		const next = {
			first: Math.floor(from / pageSize),
			last: Math.floor((from + Math.max(0, count - 1)) / pageSize),
		};
		setPages((before) => (before.first === next.first && before.last === next.last ? before : next));
	}, []);
	return {
		total: queries.find((query) => query.data)?.data?.total,
		error: queries.find((query) => query.error)?.error ?? null,
		rowAt: (index: number): Row | undefined =>
			queries[Math.floor(index / pageSize) - first]?.data?.rows[index % pageSize],
		onWindow,
	};
}
