import { listen } from "@tauri-apps/api/event";
import * as bindings from "./bindings";

/** What the shell tells when something changed; `job` is null when it isn't about one job. */
export type Changed = { job: number | null };

/** The shell: its commands, and its one event. */
export const backend = {
	...bindings,
	onChanged: (handler: (changed: Changed) => void): Promise<() => void> =>
		listen<Changed>("changed", (event) => handler(event.payload)),
};

export type Backend = typeof backend;
