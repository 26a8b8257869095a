import { useState } from "react";

const drafts = new Map<string, string>();

/** Like useState for text, but what was typed outlives the screen. Never for secrets. */
export function useDraft(name: string, initial = ""): [string, (value: string) => void] {
	const [value, setValue] = useState(drafts.get(name) ?? initial);
	return [
		value,
		(next) => {
			drafts.set(name, next);
			setValue(next);
		},
	];
}

/** Forgets everything typed, e.g. when the next person logs in. */
export const forgetDrafts = () => drafts.clear();
