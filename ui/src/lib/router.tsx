import { type AnchorHTMLAttributes, type ReactNode, useSyncExternalStore } from "react";

// Stays ours: wouter would match and link as these few lines do, but knows no depth to keep 戻る inside the program.

/** The path of the window's screen just now, e.g. `/jobs/3`. */
export const currentPath = () => window.location.hash.slice(1) || "/";

/** How many screens lie behind this one, so that 戻る never leaves the program. */
const depth = (): number => (window.history.state as { depth?: number } | null)?.depth ?? 0;

const moved = new EventTarget();

function subscribe(changed: () => void) {
	window.addEventListener("popstate", changed);
	moved.addEventListener("moved", changed);
	return () => {
		window.removeEventListener("popstate", changed);
		moved.removeEventListener("moved", changed);
	};
}

/** The same, followed. */
export const usePath = () => useSyncExternalStore(subscribe, currentPath);

export function navigate(to: string, how: "push" | "replace" = "push") {
	if (to === currentPath()) return;
	if (how === "push") window.history.pushState({ depth: depth() + 1 }, "", `#${to}`);
	else window.history.replaceState({ depth: depth() }, "", `#${to}`);
	moved.dispatchEvent(new Event("moved"));
}

/** One screen back; home when there is none. */
export function goBack() {
	if (depth() > 0) window.history.back();
	else navigate("/", "replace");
}

/** Fits a path to a pattern such as `/jobs/:id/result`; null when it doesn't fit. */
export function match(pattern: string, actual: string): Record<string, string> | null {
	const wanted = pattern.split("/");
	const given = actual.split("/");
	if (wanted.length !== given.length) return null;
	const found: Record<string, string> = {};
	for (const [i, part] of wanted.entries()) {
		const value = given[i] ?? "";
		if (part.startsWith(":")) found[part.slice(1)] = decodeURIComponent(value);
		else if (part !== value) return null;
	}
	return found;
}

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { to: string; children: ReactNode };

export function Link({ to, children, onClick, ...rest }: LinkProps) {
	return (
		<a
			{...rest}
			href={`#${to}`}
			onClick={(event) => {
				onClick?.(event);
				event.preventDefault();
				navigate(to);
			}}
		>
			{children}
		</a>
	);
}
