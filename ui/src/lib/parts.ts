import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { ListPart } from "../platform";
import { useLater } from "./later";

/** Lines that are asked for at once. */
const most = 100;

/** Nothing of the part that grows. */
export const none: ListPart = { before: null, words: "", most: 0 };

type Asked<Line> = {
	/** First word of its keys. */
	key: string;
	ask: (part: ListPart) => Promise<Line[]>;
	/** What a line is sought by among those that are here; the core seeks by its own words among all. */
	text: (line: Line) => string;
	/** Lines that are here in any case. */
	always?: Line[] | undefined;
};

/** A list that grows with the years: the newest first, more as one comes to their end, and any that holds what is sought. */
export function useParts<Line extends { id: number }>({ key, ask, text, always }: Asked<Line>) {
	const [value, onChange] = useState("");
	const words = useLater(value.trim());
	const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
		queryKey: [key],
		queryFn: ({ pageParam }) => ask({ before: pageParam, words: "", most }),
		initialPageParam: null as number | null,
		getNextPageParam: (last) => (last.length < most ? undefined : last.at(-1)?.id),
	});
	const sought = useQuery({
		queryKey: [key, "sought", words],
		queryFn: () => ask({ before: null, words, most }),
		enabled: words !== "" && hasNextPage,
	});
	const lines = useMemo(() => {
		if (!data) return undefined;
		const here = byNumber([...(always ?? []), ...data.pages.flat()]);
		if (value.trim() === "") return here;
		const holding = here.filter((line) => text(line).includes(value.trim()));
		return byNumber([...holding, ...(sought.data ?? [])]);
	}, [data, always, sought.data, value, text]);
	const more = useCallback(() => {
		if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
	}, [hasNextPage, isFetchingNextPage, fetchNextPage]);
	return { lines, error, more, hasMore: hasNextPage, seek: { value, onChange } };
}

/** Each line once, the newest first. */
function byNumber<Line extends { id: number }>(lines: Line[]): Line[] {
	const known = new Map(lines.map((line) => [line.id, line]));
	return [...known.values()].sort((a, b) => b.id - a.id);
}
