import { emit } from "@tauri-apps/api/event";
import { mockIPC } from "@tauri-apps/api/mocks";
import type { Changed } from "./bindings";

/** What a test does to a world beside the window; `tests/bridge/http.rs` says what each means. */
export type Control =
	| { choose: string }
	| { wait: number }
	| { leave: null }
	| { serve: string | null }
	| { policy: [setting: string, value: number] };

/**
 * A world of the bridge: the real core and the real practice server, in a folder of their own. While a page is joined to
 * it, the shell's calls go there by HTTP. For tests and development; no entry of the production build leads here.
 */
export class World {
	readonly #ending = new AbortController();

	private constructor(
		private readonly url: string,
		/** Its number at the bridge. */
		readonly id: string,
		/** Its folder. */
		readonly dir: string,
		/** The authority's fingerprint, as on the paper. */
		readonly fingerprint: string,
	) {}

	/** Begins a world of a scenario, with somebody logged in, or whoever usually is. */
	static async begin(bridge: string, scenario: string, user?: string): Promise<World> {
		const begun = await send(`${bridge}/worlds`, { scenario, user: user ?? null });
		const { id, dir, fingerprint } = await begun.json();
		return new World(`${bridge}/worlds/${id}`, `${id}`, dir, fingerprint);
	}

	/** One that somebody else began. */
	static known(bridge: string, id: string): World {
		return new World(`${bridge}/worlds/${id}`, id, "", "");
	}

	/** The place of one of its files. */
	file(name: string) {
		return `${this.dir}/${name}`;
	}

	async control(control: Control) {
		await send(`${this.url}/controls`, control);
	}

	/** Drags files onto the window of this page. */
	drop(...paths: string[]) {
		return emit("tauri://drag-drop", { paths, position: { x: 0, y: 0 } });
	}

	async end() {
		this.#ending.abort();
		await fetch(this.url, { method: "DELETE" });
	}

	/** Does an act as the shell would. */
	async act(act: string, args: unknown): Promise<unknown> {
		const answer = await send(`${this.url}/acts/${act}`, args ?? {});
		const said = await answer.json();
		if (!answer.ok) throw said;
		return said;
	}

	/** Tells of its changes as the shell would, until it ends. */
	async passChangesOn() {
		const { signal } = this.#ending;
		const answer = await fetch(`${this.url}/changes`, { signal });
		const lines = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
		let rest = "";
		for (;;) {
			const piece = await lines?.read().catch(() => undefined);
			if (!piece?.value) return;
			const whole = (rest + piece.value).split("\n");
			rest = whole.pop() ?? "";
			for (const line of whole) await emit<Changed>("changed", JSON.parse(line));
		}
	}
}

/** Has the shell's calls of this page answered by a world, and the world's changes told. */
export function join(world: Promise<World>) {
	const answer = async (act: string, args: unknown) => (act === "zoom" ? zoom(args) : (await world).act(act, args));
	mockIPC(answer, { shouldMockEvents: true });
	void world.then((begun) => begun.passChangesOn());
}

/** As near to what the shell's window does as a page can come. */
function zoom(args: unknown) {
	const { factor } = args as { factor: number };
	document.documentElement.style.setProperty("zoom", `${factor}`);
}

async function send(url: string, content: unknown): Promise<Response> {
	const headers = { "Content-Type": "application/json" };
	const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(content) });
	if (answer.status >= 500 || answer.status === 404) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
	return answer;
}
