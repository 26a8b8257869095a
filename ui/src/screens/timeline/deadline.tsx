import { dayText } from "../../lib/format";
import type { DeadlineState, TimelineLine } from "../../platform";

const marks: Record<DeadlineState, { sign: string; tone: string }> = {
	overdue: { sign: "● ", tone: "font-bold text-red-1000" },
	today: { sign: "▲ ", tone: "font-bold text-yellow-1200" },
	soon: { sign: "▲ ", tone: "font-bold text-yellow-1200" },
	running: { sign: "", tone: "" },
	unlimited: { sign: "", tone: "text-solid-gray-700" },
	kept: { sign: "✓ ", tone: "text-green-900" },
	late: { sign: "✓ ", tone: "text-solid-gray-700" },
};

/** How a person stands to the last day, in words and by a mark; never by colour alone. */
export function Deadline({ of }: { of: TimelineLine }) {
	const { sign, tone } = marks[of.state];
	return (
		<span className={`whitespace-nowrap ${tone}`}>
			<span aria-hidden="true">{sign}</span>
			{of.deadline}
		</span>
	);
}

export const dueText = (of: TimelineLine) => (of.due ? `期限 ${dayText(of.due)}` : "");
