import { useEffect } from "react";
import { printScreen } from "../lib/printing";
import { goBack } from "../lib/router";
import { stepTextSize } from "../lib/text-size";
import { isAsked } from "../parts/dialog";

/** While the input method composes, and for the key that ends it, keys are its own. */
export const belongsToInput = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229;

const sizeKeys: Record<string, -1 | 0 | 1> = { "+": 1, ";": 1, "=": 1, "-": -1, "0": 0 };

/** Esc goes back, F1 helps, Ctrl+P prints, Ctrl with +, − and 0 changes the size of the text. */
export function useKeys({ onHelp, onBack = goBack }: { onHelp: () => void; onBack?: () => void }) {
	useEffect(() => {
		const pressed = (event: KeyboardEvent) => {
			// Esc belongs to the dialog, the open list or the input method first.
			if (event.defaultPrevented || belongsToInput(event) || isAsked()) return;
			if (event.key === "Escape" && !(event.target instanceof HTMLSelectElement)) onBack();
			else if (event.key === "F1") onHelp();
			else if (event.key.toLowerCase() === "p" && (event.ctrlKey || event.metaKey)) printScreen();
			else if ((event.ctrlKey || event.metaKey) && event.key in sizeKeys) stepTextSize(sizeKeys[event.key] ?? 0);
			else return;
			event.preventDefault();
		};
		window.addEventListener("keydown", pressed);
		return () => window.removeEventListener("keydown", pressed);
	}, [onHelp, onBack]);
}
