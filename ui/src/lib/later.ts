import { useEffect, useState } from "react";

/** A value some time after it was typed, so that not every letter is looked for. */
export function useLater<T>(value: T): T {
	const [later, setLater] = useState(value);
	const text = JSON.stringify(value);
	useEffect(() => {
		const timer = setTimeout(() => setLater(JSON.parse(text)), 250);
		return () => clearTimeout(timer);
	}, [text]);
	return later;
}
