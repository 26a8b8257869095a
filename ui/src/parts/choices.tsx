import { type ReactNode, useEffect, useRef } from "react";
import { isAsked } from "./dialog";

export type Choosable = {
	/** Stable among the choices. */
	id: string;
	title: string;
	note?: ReactNode;
	picture?: ReactNode;
	/** Why it can't be chosen. */
	never?: string | null;
	onChoose: () => void;
};

/** Letters and figures that stand on the screen can be pressed instead of the button, unless one is writing. */
export function useShortcuts(acts: Record<string, (() => void) | undefined>) {
	useEffect(() => {
		const pressed = (event: KeyboardEvent) => {
			const { target } = event;
			const writes = target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select");
			const other = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat;
			if (writes || other || isAsked()) return;
			// Enter belongs to whatever has the focus, if that can be pressed.
			if (event.key === "Enter" && target instanceof HTMLElement && target.matches("a, button, input, summary")) return;
			const act = acts[event.key.toLowerCase()];
			if (!act) return;
			event.preventDefault();
			act();
		};
		window.addEventListener("keydown", pressed);
		return () => window.removeEventListener("keydown", pressed);
	}, [acts]);
}

/** The key as it is printed on the keyboard. */
export const KeyCap = ({ children }: { children: ReactNode }) => (
	<span
		aria-hidden="true"
		className="inline-flex size-7 shrink-0 items-center justify-center rounded-4 border border-current font-sans text-[0.875rem]"
	>
		{children}
	</span>
);

type Props = {
	label: string;
	of: Choosable[];
	/** Figures choose; at most nine have one. */
	keys?: boolean;
	/** Nothing may be chosen while an answer is on its way. */
	busy?: boolean;
	/** The first takes the focus when they come up. */
	focused?: boolean;
	className?: string;
};

/** Answers to one question: large, and each with its figure. */
export function Choices(props: Props) {
	const { label, of, keys = true, busy = false, focused = false, className = "grid gap-3 sm:grid-cols-2" } = props;
	const list = useRef<HTMLUListElement>(null);
	const isEmpty = of.length === 0;
	// After the dialog, which gives the focus to its first button.
	useEffect(() => {
		const timer = focused && !isEmpty ? setTimeout(() => list.current?.querySelector("button")?.focus()) : undefined;
		return () => clearTimeout(timer);
	}, [focused, isEmpty]);
	const free = of.filter((choice) => !choice.never);
	const keyOf = (choice: Choosable) => {
		const place = free.indexOf(choice);
		return keys && place >= 0 && place < 9 ? `${place + 1}` : null;
	};
	useShortcuts(
		busy ? {} : Object.fromEntries(free.slice(0, keys ? 9 : 0).map((choice, i) => [`${i + 1}`, choice.onChoose])),
	);
	return (
		<ul ref={list} aria-label={label} className={className}>
			{of.map((choice) => {
				const key = keyOf(choice);
				return (
					<li key={choice.id}>
						<button
							type="button"
							aria-disabled={choice.never || busy ? true : undefined}
							aria-keyshortcuts={key ?? undefined}
							onClick={choice.never || busy ? undefined : choice.onChoose}
							className={`flex h-full min-h-16 w-full items-center gap-3 rounded-8 border bg-white p-3 text-left ${choice.never ? "cursor-not-allowed border-line text-solid-gray-700" : "border-blue-900 hover:bg-blue-50 active:bg-blue-100"}`}
						>
							{key && (
								<span className="text-blue-900">
									<KeyCap>{key}</KeyCap>
								</span>
							)}
							{choice.picture}
							<span>
								<b className="block">{choice.title}</b>
								{choice.note && <span className="block text-solid-gray-700">{choice.note}</span>}
								{choice.never && (
									<span className="block text-red-1000">
										<span aria-hidden="true">× </span>
										{choice.never}
									</span>
								)}
							</span>
						</button>
					</li>
				);
			})}
		</ul>
	);
}
