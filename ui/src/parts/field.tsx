import { type ReactNode, useEffect, useId, useRef } from "react";
import type { Bound } from "../lib/form";

export const inputShape =
	"min-h-11 w-full rounded-8 border border-solid-gray-600 bg-white px-3 py-2 aria-invalid:border-2 aria-invalid:border-red-1000";

type Shell = {
	id: string;
	label: string;
	hint?: ReactNode;
	error?: string | undefined;
	required?: boolean | undefined;
};

/** Ids of hint and error, for aria-describedby. */
export const describedBy = ({ id, hint, error }: Shell) =>
	[hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;

/** The input itself says it to ears. */
export const Required = () => (
	<span aria-hidden="true" className="rounded-4 border border-red-1000 px-1.5 text-[0.8125rem] text-red-1000">
		必須
	</span>
);

/** Label above, hint below it, error below the input. */
export function FieldShell({ id, label, hint, error, required = false, children }: Shell & { children: ReactNode }) {
	return (
		<div className="flex flex-col gap-1">
			<div className="flex items-center gap-2">
				<label htmlFor={id} className="font-bold">
					{label}
				</label>
				{required && <Required />}
			</div>
			{hint && (
				<p id={`${id}-hint`} className="text-solid-gray-700">
					{hint}
				</p>
			)}
			{children}
			{error && (
				<p id={`${id}-error`} className="font-bold text-red-1000">
					<span aria-hidden="true">● </span>
					{error}
				</p>
			)}
		</div>
	);
}

type TextFieldProps = Bound & {
	id: string;
	label: string;
	hint?: ReactNode;
	autoComplete?: string;
	inputMode?: "numeric" | "url" | "text";
	className?: string;
	/** Takes the focus when it comes up: the one thing to fill in on a screen. */
	focused?: boolean;
};

export function TextField(props: TextFieldProps) {
	const { id, label, hint, value, onChange, onLeave, error, required, autoComplete = "off", className = "" } = props;
	const { focused = false, secret = false } = props;
	const input = useRef<HTMLInputElement>(null);
	// After the screen's own effect, which gives the focus to the heading.
	useEffect(() => {
		const timer = focused ? setTimeout(() => input.current?.focus()) : undefined;
		return () => clearTimeout(timer);
	}, [focused]);
	return (
		<div className={className}>
			<FieldShell id={id} label={label} hint={hint} error={error} required={required}>
				<input
					ref={input}
					id={id}
					type={secret ? "password" : "text"}
					className={inputShape}
					value={value}
					onChange={(event) => onChange(event.target.value)}
					onBlur={onLeave}
					autoComplete={autoComplete}
					autoCapitalize="none"
					spellCheck={false}
					inputMode={props.inputMode}
					aria-invalid={error ? true : undefined}
					aria-required={required || undefined}
					aria-describedby={describedBy({ id, label, hint, error })}
				/>
			</FieldShell>
		</div>
	);
}

type LinesFieldProps = Bound & { id: string; label: string; hint?: ReactNode };

/** Several lines of text. */
export function LinesField({ id, label, hint, value, onChange, onLeave, error, required }: LinesFieldProps) {
	return (
		<FieldShell id={id} label={label} hint={hint} error={error} required={required}>
			<textarea
				id={id}
				rows={5}
				className={inputShape}
				value={value}
				onChange={(event) => onChange(event.target.value)}
				onBlur={onLeave}
				spellCheck={false}
				aria-invalid={error ? true : undefined}
				aria-required={required || undefined}
				aria-describedby={describedBy({ id, label, hint, error })}
			/>
		</FieldShell>
	);
}

type ChoiceProps = {
	id: string;
	label: ReactNode;
	checked: boolean;
	onChange: (checked: boolean) => void;
	type?: "checkbox" | "radio";
	name?: string;
	note?: ReactNode;
};

/** A check box or radio button with a target as large as its label. */
export function Choice({ id, label, checked, onChange, type = "checkbox", name, note }: ChoiceProps) {
	const noteId = useId();
	return (
		<label
			htmlFor={id}
			className="flex min-h-11 items-start gap-3 rounded-8 border border-line bg-white px-3 py-2 hover:bg-blue-50 has-checked:border-blue-900 has-checked:bg-blue-50"
		>
			<input
				id={id}
				type={type}
				name={name}
				checked={checked}
				onChange={(event) => onChange(event.target.checked)}
				aria-describedby={note ? noteId : undefined}
				className="mt-1 size-5 shrink-0 accent-blue-900"
			/>
			<span>
				{label}
				{note && (
					<span id={noteId} className="block text-solid-gray-700">
						{note}
					</span>
				)}
			</span>
		</label>
	);
}
