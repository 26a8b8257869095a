import { type ReactNode, useRef } from "react";
import { useDropped } from "../lib/dropped";
import type { Bound } from "../lib/form";
import { fileName } from "../lib/format";
import { pathOf } from "../lib/path";
import { recentFiles } from "../lib/recent";
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
	/** Takes several files that are dropped at once. */
	onSeveral?: (paths: string[]) => void;
};

/** A path that can be typed, pasted, dropped or chosen, also from those of before. */
export function FileField(props: Props) {
	const { id, label, hint, value, onChange, error, required, extensions = [], save = false } = props;
	const box = useRef<HTMLDivElement>(null);
	const take = (path: string) => {
		onChange(path);
		props.onChosen?.(path);
	};
	useDropped({ take, takeAll: props.onSeveral, holds: (place) => box.current?.contains(place) ?? false }, !save);
	const choose = async () => {
		const chosen = save
			? await platform.chooseSaveFile({ title: label, name: fileName(value) })
			: await platform.chooseFile({ title: label, extensions });
		if (chosen === null) return;
		take(chosen);
	};
	const recent = save ? [] : recentFiles(id).filter((path) => path !== value);
	return (
		<FieldShell id={id} label={label} hint={hint} error={error} required={required}>
			<div ref={box} className="flex flex-wrap gap-2 sm:flex-nowrap">
				<input
					id={id}
					className={inputShape}
					value={value}
					onChange={({ target }) =>
						onChange(/^["“].+["”]$/.test(target.value.trim()) ? pathOf(target.value) : target.value)
					}
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
			{recent.length > 0 && (
				<p className="flex flex-wrap items-center gap-x-3">
					<span className="text-solid-gray-700">最近のファイル</span>
					{recent.map((path) => (
						<Button key={path} look="plain" title={path} onClick={() => take(path)}>
							{fileName(path)}
						</Button>
					))}
				</p>
			)}
		</FieldShell>
	);
}
