import { useQueryClient } from "@tanstack/react-query";
import { type FrameView, platform } from "../platform";
import { Reveal } from "./reveal";

type Props = { place: "job" | "number"; id: number; row?: number; whose?: string };

/** A 個人番号, for whom an administrator gave the right; nothing for others. */
export function NumberReveal({ place, id, row = 0, whose }: Props) {
	const frame = useQueryClient().getQueryData<FrameView>(["frame"]);
	if (!frame?.person.sees_numbers) return null;
	return (
		<Reveal
			id={`number-reason-${id}`}
			what="個人番号"
			whose={whose}
			show={(reason) => platform.revealNumber({ place, id, row, reason })}
		/>
	);
}
