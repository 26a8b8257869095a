import type { ReactNode } from "react";
import type { Bound } from "../lib/form";
import { describedBy, FieldShell, inputShape } from "./field";

type Props = Bound & {
	id: string;
	label: string;
	hint?: ReactNode;
	/** What stands there before anything is chosen. */
	none?: string;
	options: { id: string; title: string }[];
};

/** One of several. */
export function SelectField(props: Props) {
	const { id, label, hint, value, onChange, error, required, none = "選んでください", options } = props;
	return (
		<FieldShell id={id} label={label} hint={hint} error={error} required={required}>
			<select
				id={id}
				className={inputShape}
				value={value}
				onChange={(event) => onChange(event.target.value)}
				aria-invalid={error ? true : undefined}
				aria-required={required || undefined}
				aria-describedby={describedBy({ id, label, hint, error })}
			>
				<option value="">{none}</option>
				{options.map((option) => (
					<option key={option.id} value={option.id}>
						{option.title}
					</option>
				))}
			</select>
		</FieldShell>
	);
}
