import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMismatchAct } from "../../lib/record-queries";
import { Link } from "../../lib/router";
import { Decided as Bar } from "../../parts/decision";
import { platform } from "../../platform";

export type Decided = {
	id: number;
	name: string;
	/** What became of them. */
	what: string;
	/** By which act it is taken back; null where nothing has left and nothing needs to be. */
	undo: "reopen" | "withdraw" | null;
};

const key = ["just-decided"];

/** Notes what was decided, so that the next screen offers to take it back. */
export const decided = (client: QueryClient, what: Decided | null) => client.setQueryData<Decided | null>(key, what);

/** What was decided just now, wherever one is on the board. */
export function JustDecided() {
	const client = useQueryClient();
	const { data: last } = useQuery<Decided | null>({
		queryKey: key,
		queryFn: () => client.getQueryData<Decided | null>(key) ?? null,
		initialData: null,
		staleTime: Number.POSITIVE_INFINITY,
	});
	const done = () => decided(client, null);
	const reopen = useMismatchAct(platform.reopenMismatch, done);
	const withdraw = useMismatchAct(platform.withdrawNoDoubt, done);
	if (!last) return null;
	const words = (
		<>
			<Link to={`/mismatches/${last.id}`} className="font-bold text-blue-900 underline underline-offset-4">
				{last.name}
			</Link>
			　{last.what}。
		</>
	);
	if (last.undo === null) return <p role="status">{words}</p>;
	const undo = last.undo === "reopen" ? reopen : withdraw;
	return (
		<Bar
			words={words}
			of={{ isPending: undo.isPending, error: undo.error }}
			onUndo={() => undo.mutate({ id: last.id })}
		/>
	);
}
