import type { ListPart } from "../platform";

/** The newest lines of a list, as many as there are at once. */
export const newest: ListPart = { before: null, words: "", most: 500 };
