import { useEffect } from "react";
import { goBack } from "../lib/router";
import { isAsked } from "../parts/dialog";

let printing: (() => void) | null = null;

/** While a screen with a sheet of its own is open, Ctrl+P prints that sheet. */
export function usePrinting(print: () => void) {
	useEffect(() => {
		printing = print;
		return () => {
			printing = null;
		};
	}, [print]);
}

/** Esc goes back, F1 helps, Ctrl+P prints. */
export function useKeys({ onHelp, onBack = goBack }: { onHelp: () => void; onBack?: () => void }) {
	useEffect(() => {
		const pressed = (event: KeyboardEvent) => {
			// Esc belongs to the dialog, the open list or the input method first.
			if (event.defaultPrevented || event.isComposing || isAsked()) return;
			if (event.key === "Escape" && !(event.target instanceof HTMLSelectElement)) onBack();
			else if (event.key === "F1") onHelp();
			else if (event.key.toLowerCase() === "p" && (event.ctrlKey || event.metaKey))
				(printing ?? (() => window.print()))();
			else return;
			event.preventDefault();
		};
		window.addEventListener("keydown", pressed);
		return () => window.removeEventListener("keydown", pressed);
	}, [onHelp, onBack]);
}
