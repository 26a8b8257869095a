import { useState } from "react";
import { count } from "../../lib/format";
import { severityTitle } from "../../lib/words";
import { Card } from "../../parts/card";
import { SeverityMark, severityTone } from "../../parts/mark";
import type { FindingGroup, Severity } from "../../platform";
import { FindingRows } from "./finding-rows";

const severities: Severity[] = ["error", "confirm", "warning", "info"];

const keyOf = (group: FindingGroup) => `${group.severity} ${group.code}`;

type FindingsProps = {
	id: number;
	groups: FindingGroup[];
	canCorrect?: boolean;
	canDecide?: boolean;
	lifts?: string[];
};

/** Groups at the left, rows of the chosen one at the right. */
export function Findings({ id, groups, canCorrect = false, canDecide = false, lifts = [] }: FindingsProps) {
	const [severity, setSeverity] = useState<Severity | null>(null);
	const [key, setKey] = useState<string | null>(null);
	const shown = groups.filter((group) => severity === null || group.severity === severity);
	const chosen = shown.find((group) => keyOf(group) === key) ?? shown[0];
	return (
		<div className="grid items-start gap-4 lg:grid-cols-[17rem_1fr] xl:grid-cols-[21rem_1fr]">
			<Card title="見つかったこと">
				<SeverityFilter groups={groups} chosen={severity} onChoose={setSeverity} />
				<ul className="-mx-5 max-h-[22rem] overflow-auto border-t border-line">
					{shown.map((group) => (
						<li key={keyOf(group)}>
							<button
								type="button"
								aria-pressed={group === chosen}
								onClick={() => setKey(keyOf(group))}
								className={`flex min-h-11 w-full items-center justify-between gap-4 border-b border-l-4 border-line px-4 py-2 text-left hover:underline ${
									group === chosen ? "border-l-blue-900 bg-light-blue-50" : "border-l-transparent"
								}`}
							>
								<span className={group.severity === "info" ? "" : "font-bold"}>
									<SeverityMark severity={group.severity} />
									<span className={severityTone(group.severity)}>{group.title}</span>
								</span>
								<span className="figures shrink-0">
									{count(group.count)}
									<span className="sr-only"> 件</span>
								</span>
							</button>
						</li>
					))}
				</ul>
			</Card>
			{chosen && (
				<FindingRows
					key={keyOf(chosen)}
					id={id}
					group={chosen}
					canCorrect={canCorrect}
					canDecide={canDecide}
					isLift={lifts.includes(chosen.code)}
				/>
			)}
		</div>
	);
}

type FilterProps = { groups: FindingGroup[]; chosen: Severity | null; onChoose: (severity: Severity | null) => void };

/** すべて・誤り・警告・お知らせ: only where there is more than one to choose from. */
function SeverityFilter({ groups, chosen, onChoose }: FilterProps) {
	const there = severities.filter((severity) => groups.some((group) => group.severity === severity));
	if (there.length < 2) return null;
	return (
		<fieldset className="mb-3 flex flex-wrap gap-1">
			<legend className="sr-only">見つかったことをしぼりこむ</legend>
			{[null, ...there].map((severity) => (
				<button
					key={severity ?? "all"}
					type="button"
					aria-pressed={severity === chosen}
					onClick={() => onChoose(severity)}
					className="min-h-11 rounded-8 border border-line px-3 hover:underline aria-pressed:border-blue-900 aria-pressed:bg-light-blue-50 aria-pressed:font-bold"
				>
					{severity ? severityTitle[severity] : "すべて"}
				</button>
			))}
		</fieldset>
	);
}
