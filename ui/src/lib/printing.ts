import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

let ofScreen: (() => void) | null = null;

/** While a screen is open that prints a sheet of its own, or has to gather its rows first, that is what printing does. */
export function usePrinting(print: () => void) {
	useEffect(() => {
		ofScreen = print;
		return () => {
			ofScreen = null;
		};
	}, [print]);
}

/** Prints what is open, whole. */
export const printScreen = () => (ofScreen ?? (() => window.print()))();

/** Whether paper is being made just now: then nothing is left out that the screen would only scroll to. */
export function usePrinted(): boolean {
	const [isPrinted, setPrinted] = useState(false);
	useEffect(() => {
		// At once: the paper is made of what stands in the page when this returns.
		const before = () => flushSync(() => setPrinted(true));
		const after = () => setPrinted(false);
		window.addEventListener("beforeprint", before);
		window.addEventListener("afterprint", after);
		return () => {
			window.removeEventListener("beforeprint", before);
			window.removeEventListener("afterprint", after);
		};
	}, []);
	return isPrinted;
}

/** The hash of what is printed, so that paper and data can be compared; null until it is known. */
export function useHash(text: string | null): string | null {
	const [hash, setHash] = useState<string | null>(null);
	useEffect(() => {
		let current = true;
		if (text === null) return;
		void crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)).then((bytes) => {
			if (!current) return;
			setHash(Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join(""));
		});
		return () => {
			current = false;
		};
	}, [text]);
	return hash;
}
