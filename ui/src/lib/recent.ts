import { draftOf, keepDraft } from "./drafts";

/** How many are offered. */
const most = 4;
const keyOf = (field: string) => `recent-files|${field}`;

/** The files that this person gave to a field before, the last one first. */
export const recentFiles = (field: string): string[] => JSON.parse(draftOf(keyOf(field)) ?? "[]");

/** Offers a file again, for the next try or the next day's file of the same place. */
export function rememberFile(field: string, path: string) {
	const others = recentFiles(field).filter((each) => each !== path);
	keepDraft(keyOf(field), JSON.stringify([path, ...others].slice(0, most)));
}
