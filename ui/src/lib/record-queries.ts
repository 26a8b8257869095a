import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type CaseView, type ComparisonView, platform } from "../platform";
import { useAct } from "./queries";

export const useCases = () => useQuery({ queryKey: ["cases"], queryFn: () => platform.identityCases() });
export const useCase = (id: number) =>
	useQuery({ queryKey: ["case", id], queryFn: () => platform.identityCase({ id }) });
export const usePia = () => useQuery({ queryKey: ["pia"], queryFn: () => platform.pia() });
export const useComparisons = () => useQuery({ queryKey: ["comparisons"], queryFn: () => platform.comparisons() });
export const useComparison = (id: number) =>
	useQuery({ queryKey: ["comparison", id], queryFn: () => platform.comparison({ id }) });
export const useGrounds = () =>
	useQuery({
		queryKey: ["pair-grounds"],
		queryFn: () => platform.pairGrounds(),
		staleTime: Number.POSITIVE_INFINITY,
	});

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
