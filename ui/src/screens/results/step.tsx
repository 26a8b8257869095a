import { type ReactNode, useState } from "react";

type StepProps = {
	number: number;
	done: boolean;
	title: string;
	/** While it is the next thing its form lies open; else it is folded away, but never out of reach. */
	open?: boolean;
	/** Word on the fold; without it there is nothing to unfold. */
	unfold?: string | undefined;
	/** What stands below the title in any case. */
	note?: ReactNode;
	children: ReactNode;
};

/** One numbered thing to do; a tick once it is done. */
export function Step({ number, done, title, open = true, unfold, note, children }: StepProps) {
	const [unfolded, setUnfolded] = useState(false);
	const shown = open || unfolded;
	return (
		<li className="grid grid-cols-[2.25rem_1fr] gap-y-1">
			<span
				aria-hidden="true"
				className={`mt-2 flex size-7 items-center justify-center rounded-full border font-bold ${done ? "border-green-900 text-green-900" : "border-solid-gray-900"}`}
			>
				{done ? "✓" : number}
			</span>
			<div className="flex min-h-11 flex-wrap items-center gap-x-4">
				<h3 className="font-bold">
					{title}
					{done && <span className="ml-3 font-normal text-green-900">済みました</span>}
				</h3>
				{!shown && unfold && (
					<button
						type="button"
						aria-expanded={false}
						onClick={() => setUnfolded(true)}
						className="min-h-11 text-blue-900 underline underline-offset-4"
					>
						{unfold}…
					</button>
				)}
			</div>
			<div className="col-start-2">
				{note}
				{shown && children}
			</div>
		</li>
	);
}
