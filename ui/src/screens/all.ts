import { mayDo } from "../lib/acts";
import { match } from "../lib/router";
import { type NamedScreen, type ScreenDefinition, sections } from "../lib/screen";
import type { PersonView } from "../platform";

const folders = import.meta.glob<{ default: ScreenDefinition[] }>("./*/index.tsx", { eager: true });

const order = ({ menu }: ScreenDefinition): [section: number, place: number] =>
	menu ? [sections.indexOf(menu.section), menu.place] : [sections.length, 0];

/** Every screen, as in the menu; then those that aren't there. Gathered when asked, since some screens ask too. */
export function allScreens(): ScreenDefinition[] {
	const all = Object.values(folders).flatMap((folder) => folder.default);
	return all.sort((a, b) => {
		const [[section, place], [otherSection, otherPlace]] = [order(a), order(b)];
		return section - otherSection || place - otherPlace;
	});
}

const isNamed = (each: ScreenDefinition): each is NamedScreen => each.help !== undefined;

/** Those with a help of their own. */
export const namedScreens = (): NamedScreen[] => allScreens().filter(isNamed);

/** The screen of a path. */
export const screenAt = (path: string): ScreenDefinition | undefined =>
	allScreens().find((each) => match(each.path, path));

/** The screen whose help helps at a path; home's, where there is none. */
export function helperAt(path: string): NamedScreen | undefined {
	const here = screenAt(path);
	if (here && isNamed(here)) return here;
	const named = namedScreens();
	return named.find((each) => each.path === here?.belongsTo) ?? named[0];
}

/** Whether it is in this person's menu. */
export const isOpenTo = (person: PersonView, { acts }: ScreenDefinition): boolean =>
	acts === undefined || acts.some((act) => mayDo(person, act));
