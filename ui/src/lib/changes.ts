import type { QueryClient } from "@tanstack/react-query";
import type { Changed, Shelf } from "../platform";
import { askAnew } from "./ask-anew";

/**
 * What the screens ask for, by the first word of its key, that is read from a shelf. What is read from one shelf alone has its
 * word as key and needs no line here.
 */
const readFrom: Partial<Record<Shelf, string[]>> = {
	user: ["users"],
	profile: ["profiles", "certificates", "kinds", "steps"],
	certificate: ["certificates", "profiles"],
	"revocation-list": ["certificates", "profiles"],
	"system-account": ["profiles"],
	definition: ["definitions", "kinds"],
	house: ["definitions", "kinds", "house-encoding"],
	setting: ["settings", "index", "look-ups", "backup", "since"],
	"day-close": ["days"],
	draft: ["place-draft"],
	job: [
		"since",
		"steps",
		"jobs",
		"open-jobs",
		"queue",
		"inquiry-lines",
		"result",
		"timelines",
		"timeline",
		"look-ups",
		"look-up-lines",
	],
	master: ["masters"],
	"master-history": ["masters", "master-changes"],
	"refused-row": ["result"],
	"hand-over": ["hand-overs", "open-hand-overs", "numbers", "result"],
	employer: ["collection"],
	delivery: ["collection"],
	disposal: ["disposals"],
	earlier: ["index", "indexed"],
	case: ["cases", "closed-cases"],
	asking: ["look-ups", "people-asked"],
	"follow-up": ["follow-ups"],
	comparison: ["comparisons", "look-up-lines"],
	pair: ["comparisons", "comparison", "pair-sample", "pairs-decided"],
	mismatch: ["mismatches", "closed-mismatches"],
	"mismatches-asked": ["mismatches"],
	number: ["numbers"],
	// Who is marked, and what is hidden, stands in every list of people.
	protected: [
		"mismatches",
		"mismatch",
		"numbers",
		"timelines",
		"timeline",
		"cases",
		"case",
		"look-ups",
		"people-asked",
	],
	timeline: ["timelines"],
	leak: ["leaks"],
	department: ["departments"],
	contact: ["contacts", "leaks", "leak"],
};

/** Whoever looks at it is noted, so that it isn't asked for by itself. */
const byWhoeverLooks = new Set<Shelf>(["audit", "finding"]);

/** What home and the frame say, and at which door one stands, can follow from anything. */
export const always = ["start", "frame", "home"];

/** What only its job can change. */
const ofOneJob = new Set(["job", "result"]);

/** Asks anew for what the changes touched, and for nothing else. */
export function follow(client: QueryClient, changes: Changed[]) {
	// How far a job has come touches nothing that is kept, and says nothing to home and the frame.
	const isProgress = changes.every(({ job, touched }) => job !== null && touched.length === 0);
	const words = new Set(isProgress ? [] : always);
	const jobs = new Set<number>();
	let anyJob = false;
	for (const { job, touched } of changes) {
		for (const shelf of touched) {
			if (!byWhoeverLooks.has(shelf)) words.add(shelf);
			for (const word of readFrom[shelf] ?? []) words.add(word);
		}
		if (job !== null) {
			jobs.add(job);
			for (const word of ["jobs", "open-jobs", "queue", "job"]) words.add(word);
		} else if (touched.includes("job")) anyJob = true;
	}
	void askAnew(client, ({ queryKey: [word, id] }) => {
		if (typeof word !== "string" || !words.has(word)) return false;
		return anyJob || !ofOneJob.has(word) || typeof id !== "number" || jobs.has(id);
	});
}
