import { useSyncExternalStore } from "react";
import { platform } from "../platform";

/** In percent; WCAG 1.4.4 asks for the last. */
export const textSizes = [100, 110, 125, 150, 175, 200] as const;

type TextSize = (typeof textSizes)[number];

/** Of this PC's window, whoever sits before it; nothing personal. */
const place = "text-size";
const changed = new EventTarget();

function current(): TextSize {
	const kept = Number(localStorage.getItem(place));
	return textSizes.find((size) => size === kept) ?? 100;
}

function become(size: number) {
	localStorage.setItem(place, `${size}`);
	// A window that can't be enlarged stays as it is.
	void platform.zoom({ factor: size / 100 }).catch(() => undefined);
	changed.dispatchEvent(new Event("changed"));
}

/** One step larger (1) or smaller (−1), or as it was (0). */
export function stepTextSize(by: -1 | 0 | 1) {
	const at = textSizes.indexOf(current());
	become(by === 0 ? 100 : (textSizes[Math.min(textSizes.length - 1, Math.max(0, at + by))] ?? 100));
}

/** As it was left the last time. */
export function restoreTextSize() {
	if (current() !== 100) become(current());
}

function subscribe(changes: () => void) {
	changed.addEventListener("changed", changes);
	return () => changed.removeEventListener("changed", changes);
}

/** In percent. */
export const useTextSize = () => useSyncExternalStore(subscribe, current);
