import type { ReactNode } from "react";
import { useDropped } from "../lib/dropped";
import type { Bound } from "../lib/form";
import { fileName } from "../lib/format";
import { platform } from "../platform";
import { Button } from "./button";
import { describedBy, FieldShell, inputShape } from "./field";

type Props = Bound & {
	id: string;
	label: string;
	hint?: ReactNode;
	/** Extensions to choose from; for a file to be written, leave them out and say `save`. */
	extensions?: string[];
	save?: boolean;
	/** Told when the path came from the dialog, so that it is whole. */
	onChosen?: (path: string) => void;
};

/** Explorer copies a path in quotation marks. */
const pathOf = (typed: string) => typed.trim().replace(/^"(.*)"$/, "$1");

/** A path that can be typed, pasted or chosen. */
export function FileField(props: Props) {
	const { id, label, hint, value, onChange, error, required, extensions = [], save = false } = props;
	const take = (path: string) => {
		onChange(path);
		props.onChosen?.(path);
	};
	useDropped(take, !save);
	const choose = async () => {
		const chosen = save
			? await platform.chooseSaveFile({ title: label, name: fileName(value) })
			: await platform.chooseFile({ title: label, extensions });
		if (chosen === null) return;
		take(chosen);
	};
	return (
		<FieldShell id={id} label={label} hint={hint} error={error} required={required}>
			<div className="flex flex-wrap gap-2 sm:flex-nowrap">
				<input
					id={id}
					className={inputShape}
					value={value}
					onChange={(event) => onChange(event.target.value)}
					onBlur={({ target }) => pathOf(target.value) !== target.value && onChange(pathOf(target.value))}
					autoComplete="off"
					spellCheck={false}
					aria-invalid={error ? true : undefined}
					aria-required={required || undefined}
					aria-describedby={describedBy({ id, label, hint, error })}
				/>
				<Button className="shrink-0 whitespace-nowrap" onClick={() => void choose()}>
					{save ? "場所を選ぶ…" : "ファイルを選ぶ…"}
				</Button>
			</div>
		</FieldShell>
	);
}
