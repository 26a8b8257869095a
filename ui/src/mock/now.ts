import type { HandOutTo, HandOverView, ProfileView } from "../platform/bindings";
import type { Backend } from "../platform/tauri";
import type { Flaws } from "./findings";
import { changed, check, newJob, shown } from "./jobs";
import { fail } from "./problems";
import { scenarios } from "./scenarios";
import { iso, type Job, type User, type World } from "./world";

/** What the shell's commands are, whichever of them. */
export type Commands = {
	[K in keyof Omit<Backend, "onChanged">]: (...args: Parameters<Backend[K]>) => Awaited<ReturnType<Backend[K]>>;
};

/** The world that the commands work on. */
export let world: World = begin(new URLSearchParams(window.location.search).get("scenario") ?? "fresh");

function begin(scenario: string | (() => World)): World {
	const make = typeof scenario === "string" ? scenarios[scenario] : scenario;
	if (!make) throw new Error(`no scenario ${scenario}`);
	return make();
}

/** For tests: begins anew, and gives the world to look into. */
export function reset(scenario: string | (() => World), tick = 5): World {
	world = begin(scenario);
	world.tick = tick;
	return world;
}

export const me = (): User => world.person ?? fail("NOT_LOGGED_IN");
export const profile = (): ProfileView | null => world.profiles.find((each) => each.in_use) ?? null;
export const jobOf = (id: number): Job => world.jobs.find((job) => job.id === id) ?? fail("JOB_NOT_FOUND");

/** Writes a file out, with its line in the 授受簿. */
export function handOver(job: Job | null, what: string, to: HandOutTo, rows: number): HandOverView {
	const path = to.pass_phrase ? `${to.path}.zip` : to.path;
	if (world.handOvers.some((line) => line.path === path)) fail("OUTPUT_EXISTS");
	const line = {
		id: world.handOvers.length + 1,
		what,
		path,
		rows,
		sha256: "ab".repeat(32),
		by: me().name,
		at: iso(),
		settled_at: null,
		sealed: to.pass_phrase !== null,
	};
	world.handOvers = [line, ...world.handOvers];
	changed(world, job);
	return line;
}

function flawsOf(path: string): Flaws {
	if (path.includes("good")) return "none";
	if (path.includes("million")) return "million";
	return path.includes("warn") ? "warnings" : "errors";
}

/** Takes a file in and checks it. */
export function takeIn(path: string, kind: string) {
	if (path.includes("missing")) fail("FILE_NOT_FOUND");
	const id = Math.max(0, ...world.jobs.map((job) => job.id)) + 1;
	const job = newJob(id, world, { kind, file_name: path.split(/[\\/]/).at(-1) ?? path, flaws: flawsOf(path) });
	world.jobs = [job, ...world.jobs];
	check(world, job);
	return shown(world, job, true);
}
