import { type ReactNode, useRef } from "react";
import { bothCalendars, isoDay } from "../lib/dates";
import type { Bound } from "../lib/form";
import { Button } from "./button";
import { describedBy, FieldShell, inputShape } from "./field";

type Props = Bound & { id: string; label: string; hint?: ReactNode; className?: string };

/** A day: 西暦, 和暦 or eight digits are typed, or it is picked from the calendar. It says how it was understood. */
export function DateField({ id, label, hint, value, onChange, error, required, className = "" }: Props) {
	const calendar = useRef<HTMLInputElement>(null);
	const day = isoDay(value);
	return (
		<div className={className}>
			<FieldShell id={id} label={label} hint={hint} error={error} required={required}>
				<div className="relative flex gap-2">
					<input
						id={id}
						className={inputShape}
						value={value}
						onChange={(event) => onChange(event.target.value)}
						autoComplete="off"
						placeholder="昭和59年3月9日"
						aria-invalid={error ? true : undefined}
						aria-required={required || undefined}
						aria-describedby={describedBy({ id, label, hint, error })}
					/>
					<Button
						className="shrink-0 px-3 whitespace-nowrap"
						aria-label={`${label}を暦から選ぶ`}
						onClick={() => calendar.current?.showPicker()}
					>
						暦
					</Button>
					<input
						ref={calendar}
						type="date"
						tabIndex={-1}
						aria-hidden="true"
						value={day ?? ""}
						onChange={(event) => event.target.value && onChange(bothCalendars(event.target.value).replace(/（.*/, ""))}
						className="pointer-events-none absolute right-0 bottom-0 w-0 opacity-0"
					/>
				</div>
			</FieldShell>
			<p role="status" className="text-solid-gray-700">
				{day && bothCalendars(day)}
			</p>
		</div>
	);
}
