import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import {
	type AskLine,
	type CaseLine,
	type CaseView,
	type ComparisonView,
	type LeakView,
	type LookUpLine,
	type MismatchLine,
	type MismatchView,
	platform,
	type TimelineShow,
	type TimelineView,
} from "../platform";
import { newest, none, useParts } from "./parts";
import { useAct } from "./queries";

export const useCases = () => useQuery({ queryKey: ["cases"], queryFn: () => platform.identityCases({ part: none }) });
const caseText = (line: CaseLine) => `${line.id} ${line.subject} ${line.way}`;
export const useClosedCases = () =>
	useParts({
		key: "closed-cases",
		ask: async (part) => (await platform.identityCases({ part })).closed,
		text: caseText,
	});
export const useCase = (id: number) =>
	useQuery({ queryKey: ["case", id], queryFn: () => platform.identityCase({ id }) });
const leakText = (leak: LeakView) => `${leak.id} ${leak.facts.what}`;
export const useLeaks = () => useParts({ key: "leaks", ask: (part) => platform.leaks({ part }), text: leakText });
export const useLeak = (id: number) => useQuery({ queryKey: ["leak", id], queryFn: () => platform.leak({ id }) });
export const useContacts = (enabled = true) =>
	useQuery({ queryKey: ["contacts"], queryFn: () => platform.contacts(), enabled });
export const usePia = () => useQuery({ queryKey: ["pia"], queryFn: () => platform.pia() });
const comparisonText = (line: ComparisonView) => `${line.id} ${line.file_name}`;
export const useComparisons = () =>
	useParts({ key: "comparisons", ask: (part) => platform.comparisons({ part }), text: comparisonText });
export const useComparison = (id: number) =>
	useQuery({ queryKey: ["comparison", id], queryFn: () => platform.comparison({ id }) });
export const useGrounds = () =>
	useQuery({
		queryKey: ["pair-grounds"],
		queryFn: () => platform.pairGrounds(),
		staleTime: Number.POSITIVE_INFINITY,
	});

export const useLookUps = () => useQuery({ queryKey: ["look-ups"], queryFn: () => platform.lookUps({ part: none }) });
const lookUpText = (line: LookUpLine & { id: number }) => `${line.job} ${line.purpose} ${line.reason} ${line.by}`;
export const useLookUpLines = () =>
	useParts({
		key: "look-up-lines",
		ask: async (part) => (await platform.lookUps({ part })).lines.map((line) => ({ ...line, id: line.job })),
		text: lookUpText,
	});
const askedText = (line: AskLine) => `${line.who.registration} ${line.who.name}`;
export const usePeopleAsked = () =>
	useParts({ key: "people-asked", ask: (part) => platform.peopleAsked({ part }), text: askedText });
export const useNumbers = () => useQuery({ queryKey: ["numbers"], queryFn: () => platform.numbers({ part: none }) });
export const useCollection = () =>
	useQuery({ queryKey: ["collection"], queryFn: () => platform.collection({ part: newest }) });
/** Whoever opens it is noted, so that it isn't asked for by itself. */
export const useDelivery = (id: number) =>
	useQuery({
		queryKey: ["opened-delivery", id],
		queryFn: () => platform.delivery({ id }),
		staleTime: Number.POSITIVE_INFINITY,
	});
export const useMismatches = () =>
	useQuery({ queryKey: ["mismatches"], queryFn: () => platform.mismatches({ part: none }) });
export const mismatchText = (line: MismatchLine) =>
	`${line.registration} ${line.name} ${line.state_title} ${line.assignee ?? ""}`;
export const useClosedMismatches = () =>
	useParts({
		key: "closed-mismatches",
		ask: async (part) => (await platform.mismatches({ part })).closed,
		text: mismatchText,
	});
export const useMismatch = (id: number) =>
	useQuery({ queryKey: ["mismatch", id], queryFn: () => platform.mismatch({ id }) });

/** An act on a 突合不一致: the screen goes on with the answer at once. */
export function useMismatchAct<Given>(
	act: (given: Given) => Promise<MismatchView>,
	done?: (got: MismatchView) => void,
) {
	const client = useQueryClient();
	return useAct(act, (got) => {
		client.setQueryData(["mismatch", got.line.id], got);
		done?.(got);
	});
}

export const useProtected = () => useQuery({ queryKey: ["protected"], queryFn: () => platform.protectedPeople() });

export const useTimelines = (show: TimelineShow, text: string) =>
	useQuery({
		queryKey: ["timelines", show, text],
		queryFn: () => platform.timelines({ show, text }),
		placeholderData: keepPreviousData,
	});
export const useFollowUps = () => useQuery({ queryKey: ["follow-ups"], queryFn: () => platform.followUps() });
export const useTimeline = (registration: string) =>
	useQuery({ queryKey: ["timeline", registration], queryFn: () => platform.timeline({ registration }) });

/** An act on somebody's way: the screen goes on with the answer at once. */
export function useTimelineAct<Given>(
	act: (given: Given) => Promise<TimelineView>,
	done?: (got: TimelineView) => void,
) {
	const client = useQueryClient();
	return useAct(act, (got) => {
		client.setQueryData(["timeline", got.line.registration], got);
		done?.(got);
	});
}

/** An act on a case: the screen goes on with the answer at once. */
export function useCaseAct<Given>(act: (given: Given) => Promise<CaseView>, done?: (got: CaseView) => void) {
	const client = useQueryClient();
	return useAct(act, (got) => {
		client.setQueryData(["case", got.id], got);
		done?.(got);
	});
}

/** An act on a comparison, likewise. */
export function useComparisonAct<Given>(
	act: (given: Given) => Promise<ComparisonView>,
	done?: (got: ComparisonView) => void,
) {
	const client = useQueryClient();
	return useAct(act, (got) => {
		client.setQueryData(["comparison", got.id], got);
		done?.(got);
	});
}
