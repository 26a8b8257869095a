import type { Query, QueryClient } from "@tanstack/react-query";
import type { StartView } from "../platform";

/**
 * Has what is on screen asked for anew; the door first. Behind one that has closed meanwhile nothing is asked: the core would
 * refuse it, and the log would show a refusal that nobody made.
 */
export async function askAnew(client: QueryClient, wanted: (query: Query) => boolean) {
	void client.invalidateQueries({ predicate: wanted, refetchType: "none" });
	await client.refetchQueries({ queryKey: ["start"] });
	if (client.getQueryData<StartView>(["start"])?.stage !== "ready") return;
	const behind = (query: Query) => query.queryKey[0] !== "start" && wanted(query);
	await client.refetchQueries({ predicate: behind, type: "active" });
}
