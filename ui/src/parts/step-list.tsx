type Props = {
	label: string;
	steps: readonly string[];
	/** Index of the step where one is; the length of `steps` when all are done. */
	now: number;
};

/** 1 ファイル — 2 検査 — …: which steps are done, and where one is. */
export function StepList({ label, steps, now }: Props) {
	return (
		<ol aria-label={label} className="flex flex-wrap items-center gap-y-1">
			{steps.map((step, i) => (
				<li key={step} aria-current={i === now ? "step" : undefined} className="flex items-center">
					{i > 0 && <span aria-hidden="true" className="mx-2 h-px w-5 bg-solid-gray-600" />}
					<span className={tone(i, now)}>
						<span className={`figures mr-1 ${bubble(i, now)}`}>{i < now ? "✓" : i + 1}</span>
						{step}
						{i < now && <span className="sr-only">（済み）</span>}
					</span>
				</li>
			))}
		</ol>
	);
}

const tone = (i: number, now: number) =>
	i === now ? "font-bold text-blue-900" : i < now ? "text-blue-900" : "text-solid-gray-700";

const bubble = (i: number, now: number) =>
	`inline-flex size-6 items-center justify-center rounded-full border text-[0.875rem] ${
		i === now ? "border-blue-900 bg-blue-900 text-white" : i < now ? "border-blue-900" : "border-solid-gray-600"
	}`;
