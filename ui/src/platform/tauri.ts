import { listen } from "@tauri-apps/api/event";
import type { Changed } from "./bindings";
import * as bindings from "./bindings";

/** A place of the window. */
export type Place = { x: number; y: number };

/** The shell: its commands, and its one event. */
export const backend = {
	...bindings,
	onChanged: (handler: (changed: Changed) => void): Promise<() => void> =>
		listen<Changed>("changed", (event) => handler(event.payload)),
	/** Files that a person drags from the desktop onto the window. */
	onDropped: (handler: (paths: string[], place: Place) => void): Promise<() => void> =>
		listen<{ paths: string[]; position: Place }>("tauri://drag-drop", ({ payload: { paths, position } }) => {
			const { devicePixelRatio: scale } = window;
			handler(paths, { x: position.x / scale, y: position.y / scale });
		}),
};

export type Backend = typeof backend;
