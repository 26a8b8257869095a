import { sections } from "../lib/screen";
import type { FrameView } from "../platform";
import { isOpenTo, namedScreens, screenAt } from "../screens/all";

export type Entry = { path: string; title: string; waiting: number };

export type Section = { title: string | null; entries: Entry[] };

/** What this person may do; empty sections fall away. */
export function menuFor(frame: FrameView): Section[] {
	const open = namedScreens().filter((each) => isOpenTo(frame.person, each));
	return sections
		.map((title) => ({
			title,
			entries: open
				.filter(({ menu }) => menu?.section === title)
				.map(({ path, title, menu }) => ({ path, title, waiting: menu?.waiting?.(frame) ?? 0 })),
		}))
		.filter(({ entries }) => entries.length > 0);
}

/** The entry that a path belongs to. */
export function entryOf(path: string): string | undefined {
	const here = screenAt(path);
	return here?.belongsTo ?? here?.path;
}
