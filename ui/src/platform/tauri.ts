import { listen } from "@tauri-apps/api/event";
import * as bindings from "./bindings";
import type { Changed } from "./bindings";

/** The shell: its commands, and its one event. */
export const backend = {
	...bindings,
	onChanged: (handler: (changed: Changed) => void): Promise<() => void> =>
		listen<Changed>("changed", (event) => handler(event.payload)),
};

export type Backend = typeof backend;
