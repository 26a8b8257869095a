import { QueryCache, QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import {
	type Changed,
	type DaySheet,
	type DisposalView,
	type HandOverView,
	type IndexedLine,
	type InquiryLine,
	type JobView,
	type ListPart,
	ProblemError,
	platform,
	type StartView,
} from "../platform";
import { askAnew } from "./ask-anew";
import { always, follow } from "./changes";
import { bringDrafts, forgetDraft } from "./drafts";
import { formBeingSent } from "./form";
import { none, useParts, useTextParts } from "./parts";

declare module "@tanstack/react-query" {
	interface Register {
		defaultError: ProblemError;
	}
}

export function makeClient(): QueryClient {
	const client: QueryClient = new QueryClient({
		queryCache: new QueryCache({
			onError: (error) => {
				// The session ended, or its person has left: back to the door.
				if (error instanceof ProblemError && /^(NOT_LOGGED_IN|SESSION_LOCKED)$/.test(error.view.code)) {
					void client.invalidateQueries({ queryKey: ["start"] });
				}
			},
		}),
		defaultOptions: {
			// The core is local and says itself what may be tried again.
			queries: { retry: false, networkMode: "always", refetchOnWindowFocus: false, staleTime: 0 },
			mutations: { retry: false, networkMode: "always" },
		},
	});
	return client;
}

export const useStart = () => useQuery({ queryKey: ["start"], queryFn: () => platform.start() });
export const useFrame = () => useQuery({ queryKey: ["frame"], queryFn: () => platform.frame() });
/** Has brought what this person typed and didn't send, once it stands still. */
export const useDrafts = (enabled: boolean) =>
	useQuery({ queryKey: ["drafts"], queryFn: bringDrafts, enabled, staleTime: Number.POSITIVE_INFINITY });
/** The order of steps. */
export const useSteps = () => useQuery({ queryKey: ["steps"], queryFn: () => platform.steps() });
/** What leaves, in its order. */
export const useQueue = () => useQuery({ queryKey: ["queue"], queryFn: () => platform.queue() });
/** The 配信マスター at hand. */
export const useMasters = () => useQuery({ queryKey: ["masters"], queryFn: () => platform.masters() });
export const useInquiries = () =>
	useQuery({ queryKey: ["inquiries"], queryFn: () => platform.inquiries({ part: none }) });
const inquiryText = (line: InquiryLine & { id: number }) =>
	`${line.job} ${line.file_name} ${line.state_title} ${line.by}`;
export const useInquiryLines = () =>
	useParts({
		key: "inquiry-lines",
		ask: async (part) => (await platform.inquiries({ part })).lines.map((line) => ({ ...line, id: line.job })),
		text: inquiryText,
	});
export const useUsers = () => useQuery({ queryKey: ["users"], queryFn: () => platform.users() });
/** The 部署, with the name of their file. */
export const useDepartments = () => useQuery({ queryKey: ["departments"], queryFn: () => platform.departments() });
/** The table of acts; it changes with the program alone. */
export const useWhoMay = () =>
	useQuery({ queryKey: ["who-may"], queryFn: () => platform.whoMay(), staleTime: Number.POSITIVE_INFINITY });
export const useProfiles = (enabled = true) =>
	useQuery({ queryKey: ["profiles"], queryFn: () => platform.profiles(), enabled });
export const useCertificates = () => useQuery({ queryKey: ["certificates"], queryFn: () => platform.certificates() });
const handOverText = (line: HandOverView) => `${line.what} ${line.path} ${line.by}`;
/** The 授受簿, with everything that is open in it. */
export const useHandOvers = () => {
	const open = useQuery({ queryKey: ["open-hand-overs"], queryFn: () => platform.openHandOvers() });
	const ask = (part: ListPart) => platform.handOvers({ part });
	const found = useParts({ key: "hand-overs", ask, text: handOverText, always: open.data });
	return { ...found, open: open.data, error: found.error ?? open.error };
};
export const useKinds = () => useQuery({ queryKey: ["kinds"], queryFn: () => platform.kinds() });
export const useSettings = () => useQuery({ queryKey: ["settings"], queryFn: () => platform.settings() });
export const useIndex = () => useQuery({ queryKey: ["index"], queryFn: () => platform.index() });
const indexedText = (line: IndexedLine) => `${line.registration} ${line.kind_title}`;
/** Who stands in the index of what was sent. */
export const useIndexed = () =>
	useTextParts({
		key: "indexed",
		ask: ({ before: after, ...part }) => platform.indexed({ part: { after, ...part } }),
		text: indexedText,
	});
const disposalText = (line: DisposalView) => `${line.what} ${line.why} ${line.by}`;
export const useDisposals = () =>
	useParts({ key: "disposals", ask: (part) => platform.disposals({ part }), text: disposalText });
const dayText = (sheet: DaySheet) => `${sheet.day} ${sheet.head}`;
export const useDays = () => useParts({ key: "days", ask: (part) => platform.days({ part }), text: dayText });
/** What the server accepted since the data may lack it. */
export const useSince = () => useQuery({ queryKey: ["since"], queryFn: () => platform.since() });
export const useRetention = (enabled: boolean) =>
	useQuery({ queryKey: ["retention"], queryFn: () => platform.retention(), enabled });
export const useDefinitions = () => useQuery({ queryKey: ["definitions"], queryFn: () => platform.definitions() });
export const useDefinition = (kind: string, version: string) =>
	useQuery({
		queryKey: ["definitions", kind, version],
		queryFn: () => platform.definition({ kind, version }),
	});

/** What the check of a job found, by code and severity. */
export const useFindingGroups = (id: number) =>
	useQuery({
		queryKey: ["findings", id, "groups"],
		queryFn: () => platform.findingGroups({ id }),
		staleTime: Number.POSITIVE_INFINITY,
	});

/** Every look at a result goes into the audit log, so it is asked for only when it can have changed. */
export const useResult = (id: number) =>
	useQuery({
		queryKey: ["result", id],
		queryFn: () => platform.result({ id }),
		staleTime: Number.POSITIVE_INFINITY,
	});

export const useHome = () => useQuery({ queryKey: ["home"], queryFn: () => platform.home() });

const jobText = (job: JobView) => `${job.id} ${job.file_name} ${job.kind_title} ${job.state_title}`;
export const useOpenJobs = () => useQuery({ queryKey: ["open-jobs"], queryFn: () => platform.openJobs() });
/** All jobs, part by part, with everything that isn't ended. */
export const useJobs = () => {
	const open = useOpenJobs();
	const found = useParts({ key: "jobs", ask: (part) => platform.jobs({ part }), text: jobText, always: open.data });
	return { ...found, open: open.data, error: found.error ?? open.error };
};

export const useJob = (id: number) =>
	useQuery({
		queryKey: ["job", id],
		queryFn: () => platform.job({ id }),
	});

/** What doesn't change by itself, and whose being read is noted in the audit log. */
const settled = new Set<unknown>(["findings", "result", "audit", "drafts"]);

/** After a refusal: what is on screen may be older than what refused it. */
const refresh = (client: QueryClient) =>
	client.invalidateQueries({ predicate: (query) => !settled.has(query.queryKey[0]) });

/**
 * An act of the person. What it touched is told by its event; only what stands in no shelf is asked for beside it: at which
 * door one stands, and what the frame says. What the form held that sent it is then no draft any more, but where the act only
 * prepares (`keeps`). Behind an act that closes the door (`leaves`) nothing is asked.
 */
export function useAct<Given = void, Got = unknown>(
	act: (given: Given) => Promise<Got>,
	done?: (got: Got) => void,
	{ keeps = false, leaves = false } = {},
) {
	const client = useQueryClient();
	const form = useRef<string | null>(null);
	const doing = useMutation<Got, ProblemError, Given>({
		mutationFn: act,
		onSuccess: (got) => {
			if (form.current && !keeps) forgetDraft(form.current);
			done?.(got);
		},
		onSettled: (_got, failed) => {
			// Before the door opens nothing is followed.
			const isBehind = client.getQueryData<StartView>(["start"])?.stage === "ready";
			if (failed || !(isBehind || leaves)) void refresh(client);
			else if (!leaves) void askAnew(client, ({ queryKey: [word] }) => always.includes(String(word)));
		},
	});
	const mutate = (given: Given) => {
		form.current = formBeingSent();
		doing.mutate(given);
	};
	return { ...doing, mutate };
}

/** Accepts proposed texts. The corrected copy is checked anew, so that what was found before is forgotten. */
export function useCorrect(id: number, done: () => void) {
	const client = useQueryClient();
	return useAct(platform.correct, () => {
		done();
		client.removeQueries({ queryKey: ["findings", id] });
	});
}

/** Changes that come so close together, in ms, are one look. */
const together = 20;
/** Looks are so far apart, in ms, however many changes come. */
const apart = 300;

/** Listens to the shell. The first change is looked at right away, many in a row some three times a second at most. */
export function useChanges() {
	const client = useQueryClient();
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		let waiting: Changed[] = [];
		let last = Number.NEGATIVE_INFINITY;
		const stop = platform.onChanged((changed) => {
			waiting.push(changed);
			timer ??= setTimeout(
				() => {
					timer = undefined;
					last = performance.now();
					const changes = waiting;
					waiting = [];
					follow(client, changes);
				},
				Math.max(together, last + apart - performance.now()),
			);
		});
		return () => {
			clearTimeout(timer);
			void stop.then((unlisten) => unlisten());
		};
	}, [client]);
}
