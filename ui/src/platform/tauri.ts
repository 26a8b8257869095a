import { listen } from "@tauri-apps/api/event";
import type { Changed } from "./bindings";
import * as bindings from "./bindings";

/** The shell: its commands, and its one event. */
export const backend = {
	...bindings,
	onChanged: (handler: (changed: Changed) => void): Promise<() => void> =>
		listen<Changed>("changed", (event) => handler(event.payload)),
	/** Files that a person drags from the desktop onto the window. */
	onDropped: (handler: (paths: string[]) => void): Promise<() => void> =>
		listen<{ paths: string[] }>("tauri://drag-drop", (event) => handler(event.payload.paths)),
};

export type Backend = typeof backend;
