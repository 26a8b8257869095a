import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { ListPart } from "../platform";
import { useLater } from "./later";

/** Lines that are asked for at once. */
const most = 100;

/** Nothing of the part that grows. */
export const none: ListPart = { before: null, words: "", most: 0 };

/** The newest of it. */
export const newest: ListPart = { before: null, words: "", most };

type Key = number | string;
/** The part behind a line, by its key; null begins the list. */
type PartBehind<K> = { before: K | null; words: string; most: number };

type Asked<Line, K> = {
	/** First word of its keys. */
	key: string;
	ask: (part: PartBehind<K>) => Promise<Line[]>;
	/** What a line is sought by among those that are here; the core seeks by its own words among all. */
	text: (line: Line) => string;
	/** Lines that are here in any case. */
	always?: Line[] | undefined;
};

/** A list that grows with the years: the newest first, more as one comes to their end, and any that holds what is sought. */
export const useParts = <Line extends { id: number }>(asked: Asked<Line, number>) => useKeyed<number, Line>(asked);

/** The same of lines whose keys are texts: in their order. */
export const useTextParts = <Line extends { id: string }>(asked: Asked<Line, string>) => useKeyed<string, Line>(asked);

function useKeyed<K extends Key, Line extends { id: K }>({ key, ask, text, always }: Asked<Line, K>) {
	const [value, onChange] = useState("");
	const words = useLater(value.trim());
	const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
		queryKey: [key],
		queryFn: ({ pageParam }) => ask({ before: pageParam as K | null, words: "", most }),
		initialPageParam: null as K | null,
		getNextPageParam: (last) => (last.length < most ? undefined : last.at(-1)?.id),
	});
	const sought = useQuery({
		queryKey: [key, "sought", words],
		queryFn: () => ask({ before: null, words, most }),
		enabled: words !== "" && hasNextPage,
	});
	const lines = useMemo(() => {
		if (!data) return undefined;
		const here = inOrder([...(always ?? []), ...data.pages.flat()]);
		if (value.trim() === "") return here;
		const holding = here.filter((line) => text(line).includes(value.trim()));
		return inOrder([...holding, ...(sought.data ?? [])]);
	}, [data, always, sought.data, value, text]);
	const more = useCallback(() => {
		if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
	}, [hasNextPage, isFetchingNextPage, fetchNextPage]);
	return { lines, error, more, hasMore: hasNextPage, seek: { value, onChange } };
}

/** Each line once, the newest first. */
function inOrder<Line extends { id: Key }>(lines: Line[]): Line[] {
	const known = new Map(lines.map((line) => [line.id, line]));
	return [...known.values()].sort(({ id: a }, { id: b }) =>
		typeof a === "number" && typeof b === "number" ? b - a : a < b ? -1 : 1,
	);
}
