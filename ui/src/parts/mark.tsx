import { severityTitle } from "../lib/words";
import type { Severity, Urgency } from "../platform";

const marks = {
	error: { sign: "●", tone: "text-red-1000" },
	confirm: { sign: "？", tone: "text-orange-1000" },
	warning: { sign: "▲", tone: "text-yellow-1200" },
	info: { sign: "ℹ", tone: "text-solid-gray-700" },
} as const;

/** Shape, colour and (for ears) word of a severity. */
export function SeverityMark({ severity }: { severity: Severity }) {
	const { sign, tone } = marks[severity];
	return (
		<span className={tone}>
			<span aria-hidden="true">{sign} </span>
			<span className="sr-only">{severityTitle[severity]}：</span>
		</span>
	);
}

export const severityTone = (severity: Severity) => marks[severity].tone;

const urgencies: Record<Urgency, { sign: string; tone: string }> = {
	urgent: { sign: "● ", tone: "font-bold text-red-1000" },
	waiting: { sign: "▲ ", tone: "font-bold text-yellow-1200" },
	planned: { sign: "", tone: "text-solid-gray-700" },
};

export function UrgencyMark({ urgency, word }: { urgency: Urgency; word: string }) {
	const { sign, tone } = urgencies[urgency];
	return (
		<span className={tone}>
			<span aria-hidden="true">{sign}</span>
			{word}
		</span>
	);
}
