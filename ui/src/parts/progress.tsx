import { useEffect, useState } from "react";
import { bytesText, count, leftText } from "../lib/format";
import type { Progress } from "../platform";

const amount = (progress: Progress, value: number) =>
	progress.unit === "bytes" ? bytesText(value) : `${count(value)} 行`;

export function percent(progress: Progress): number | null {
	return progress.total ? Math.min(100, Math.floor((progress.done / progress.total) * 100)) : null;
}

/** Bar, count, rate and time left. */
export function ProgressBar({ label, progress }: { label: string; progress: Progress }) {
	const part = percent(progress);
	return (
		<div>
			<progress
				aria-label={label}
				max={progress.total ?? undefined}
				value={progress.total ? progress.done : undefined}
			/>
			<p className="figures mt-1 flex flex-wrap gap-x-5 text-solid-gray-700">
				{part !== null && <span>{part} %</span>}
				<span>
					{amount(progress, progress.done)}
					{progress.total !== null && ` / ${amount(progress, progress.total)}`}
				</span>
				{progress.rate > 0 && <span>1 秒に {amount(progress, progress.rate)}</span>}
				{progress.seconds_left !== null && <span>{leftText(progress.seconds_left)}</span>}
			</p>
			<SpokenProgress label={label} part={part} />
		</div>
	);
}

/** Reads progress out by quarters, not at every step. */
function SpokenProgress({ label, part }: { label: string; part: number | null }) {
	const [spoken, setSpoken] = useState("");
	const quarter = part === null ? null : Math.floor(part / 25) * 25;
	useEffect(() => {
		if (quarter) setSpoken(`${label} ${quarter} %`);
	}, [label, quarter]);
	return (
		<span role="status" className="sr-only">
			{spoken}
		</span>
	);
}
