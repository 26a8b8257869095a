import type { ReactNode } from "react";
import type { ActName, FrameView, PersonView } from "../platform";

/** The sections of the menu in their order; the first stands without a heading. */
export const sections = [null, "ファイル", "人の確認", "端末"] as const;

/** One short page: what a screen is for, and how to get on. */
export type Help = { what: string; steps: string[] };

type MenuPlace = {
	section: (typeof sections)[number];
	/** Its place among those of the section. */
	place: number;
	/** How much waits for this person. */
	waiting?: (frame: FrameView) => number;
};

/** A screen with a name and a help of its own. */
type Named = {
	title: string;
	/** Who may do one of these has it in the menu; everybody, where none is named. */
	acts?: ActName[];
	menu?: MenuPlace;
	help: Help;
	/** The path of the entry that is marked in the menu meanwhile, where it isn't its own. */
	belongsTo?: string;
};

/** A screen further in: menu and help are those of the screen that it belongs to. */
type Inner = { belongsTo: string; title?: never; acts?: never; menu?: never; help?: never };

/** What the path leaves open: `id` in `/jobs/:id`. */
type Open<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
	? Name | Open<Rest>
	: Path extends `${string}:${infer Name}`
		? Name
		: never;

type ScreenProps<Path extends string> = { frame: FrameView; person: PersonView } & Record<Open<Path>, string>;

export type ScreenDefinition<Path extends string = string> = {
	path: Path;
	/** Left out where the app itself shows it, before the frame. */
	Screen?(props: ScreenProps<Path>): ReactNode;
} & (Named | Inner);

export type NamedScreen = ScreenDefinition & Named;

/** Says what a screen is. A folder of screens/ that exports a list of these is found by itself. */
export const screen = <const Path extends string>(definition: ScreenDefinition<Path>): ScreenDefinition => definition;
