import { useEffect } from "react";
import { platform } from "../platform";

const OFTEN_ENOUGH = 20_000;
const signs = ["pointerdown", "pointermove", "keydown", "wheel"] as const;

/** While somebody is logged in, tells the core that they are still there: at their signs, at most every 20 seconds. */
export function useStillHere(watching: boolean) {
	useEffect(() => {
		if (!watching) return;
		let told = Date.now();
		const seen = () => {
			if (Date.now() - told < OFTEN_ENOUGH) return;
			told = Date.now();
			platform.stillHere().catch(() => undefined);
		};
		for (const sign of signs) window.addEventListener(sign, seen, { passive: true });
		return () => {
			for (const sign of signs) window.removeEventListener(sign, seen);
		};
	}, [watching]);
}
