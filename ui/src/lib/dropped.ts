import { useEffect, useRef } from "react";
import { type PersonView, platform } from "../platform";
import { mayDo } from "./acts";
import { navigate } from "./router";

type Take = (path: string) => void;

/** The fields on the screen that take a file, the first one first. */
const takers: Take[] = [];
/** What was dropped where no field was; the next field that comes up takes it. */
let waiting: string | null = null;

/** A field that takes a file dropped on the window. */
export function useDropped(take: Take, active = true) {
	const latest = useRef(take);
	latest.current = take;
	useEffect(() => {
		if (!active) return;
		const taker: Take = (path) => latest.current(path);
		takers.push(taker);
		if (waiting !== null) taker(waiting);
		waiting = null;
		return () => void takers.splice(takers.indexOf(taker), 1);
	}, [active]);
}

/** Hears of files dropped on the window: a field of the screen takes it, else 送る is opened with it. */
export function useDropping(person: PersonView) {
	useEffect(() => {
		const stop = platform.onDropped(([path]) => {
			if (path === undefined) return;
			const [taker] = takers;
			if (taker) return taker(path);
			if (!mayDo(person, "take_in")) return;
			waiting = path;
			navigate("/send");
		});
		return () => void stop.then((unlisten) => unlisten());
	}, [person]);
}
