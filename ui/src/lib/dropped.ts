import { useEffect, useRef } from "react";
import { type PersonView, platform } from "../platform";
import { mayDo } from "./acts";
import { navigate } from "./router";

type Taker = {
	take: (path: string) => void;
	/** Takes several at once; without it only the first one counts. */
	takeAll?: ((paths: string[]) => void) | undefined;
	/** Whether a place of the window belongs to it. */
	holds: (place: Element | null) => boolean;
};

/** The fields on the screen that take a file, the first one first. */
const takers: Taker[] = [];
/** What was dropped where no field was; the next field that comes up takes it. */
let waiting: string[] = [];

function give({ take, takeAll }: Taker, paths: string[]) {
	const [first] = paths;
	if (paths.length > 1 && takeAll) takeAll(paths);
	else if (first !== undefined) take(first);
}

/** A field that takes a file dropped on it, or on the window. */
export function useDropped(taker: Taker, active = true) {
	const latest = useRef(taker);
	latest.current = taker;
	useEffect(() => {
		if (!active) return;
		const own: Taker = {
			take: (path) => latest.current.take(path),
			takeAll: latest.current.takeAll && ((paths) => latest.current.takeAll?.(paths)),
			holds: (place) => latest.current.holds(place),
		};
		takers.push(own);
		give(own, waiting);
		waiting = [];
		return () => void takers.splice(takers.indexOf(own), 1);
	}, [active]);
}

/** Hears of files dropped on the window: the field under them takes them, else the first one, else 送る is opened with them. */
export function useDropping(person: PersonView) {
	useEffect(() => {
		const stop = platform.onDropped((paths, { x, y }) => {
			if (paths.length === 0) return;
			const place = document.elementFromPoint?.(x, y) ?? null;
			const taker = takers.find((each) => each.holds(place)) ?? takers[0];
			if (taker) return give(taker, paths);
			if (!mayDo(person, "take_in")) return;
			waiting = paths;
			navigate("/send");
		});
		return () => void stop.then((unlisten) => unlisten());
	}, [person]);
}
