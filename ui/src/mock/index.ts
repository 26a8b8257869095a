import type { Backend, Changed } from "../platform/tauri";
import { books } from "./commands/books";
import { door } from "./commands/door";
import { files } from "./commands/files";
import { inventory } from "./commands/inventory";
import { people } from "./commands/people";
import { place } from "./commands/place";
import { type Commands, world } from "./now";

export { reset } from "./now";

/** The shell's commands on a world in memory. */
const commands = { ...door, ...place, ...inventory, ...files, ...books, ...people } satisfies Commands;

/** Answers late, like the shell, and with a copy, so that no screen holds the world itself. */
const answer =
	(command: (...args: never[]) => unknown) =>
	async (...args: never[]) =>
		structuredClone(await Promise.resolve().then(() => command(...args)));

export const backend = {
	...Object.fromEntries(Object.entries(commands).map(([name, command]) => [name, answer(command)])),
	onChanged: async (handler: (changed: Changed) => void) => {
		const { listeners } = world;
		listeners.add(handler);
		return () => void listeners.delete(handler);
	},
} as unknown as Backend;
