import { useId } from "react";
import type { Bound } from "../lib/form";
import { lineTitle } from "../lib/words";
import type { LineKind } from "../platform";
import { describedBy, FieldShell, inputShape, TextField } from "./field";

const noteLabel: Record<LineKind, string> = {
	"ip-vpn": "ネットワークID",
	ipsec: "業者と契約の番号",
	other: "どのような回線か",
};

export const isLine = (text: string): text is LineKind => text in lineTitle;

/** 回線の種類 and what finds its paper again. It is only a note: a password has no place here. */
export function LineFields({ line, note }: { line: Bound; note: Bound }) {
	const id = useId();
	return (
		<div className="grid items-end gap-3 sm:grid-cols-2">
			<FieldShell id={id} label="回線の種類" error={line.error}>
				<select
					id={id}
					className={inputShape}
					value={line.value}
					aria-invalid={line.error ? true : undefined}
					aria-describedby={describedBy({ id, label: "回線の種類", error: line.error })}
					onChange={(event) => line.onChange(event.target.value)}
				>
					<option value="">まだ分からない</option>
					{Object.entries(lineTitle).map(([kind, title]) => (
						<option key={kind} value={kind}>
							{title}
						</option>
					))}
				</select>
			</FieldShell>
			{isLine(line.value) && <TextField id="line-note" label={noteLabel[line.value]} {...note} />}
		</div>
	);
}
