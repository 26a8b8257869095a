import { useQuery } from "@tanstack/react-query";
import { useLater } from "../../lib/later";
import { pathOf } from "../../lib/path";
import { type KindView, platform } from "../../platform";

/** The kind that a file looks like by its heading; nothing while its path is being typed, or where nothing lies there. */
export function useLikeness(typed: string): KindView | null {
	const path = useLater(pathOf(typed));
	const found = useQuery({
		queryKey: ["likeness", path],
		queryFn: () => platform.recognise({ path }),
		enabled: path.length > 3,
		gcTime: 0,
	});
	return path === pathOf(typed) ? (found.data ?? null) : null;
}
