import { type FormEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { draftOf, forgetDraft, keepDraft } from "./drafts";
import { halfWidth } from "./half-width";
import { currentPath } from "./router";

/** For each field: what is wrong with it, or null. */
export type Checks<V> = { [K in keyof V]?: (value: string, values: V) => string | null };

/** What a field needs to show itself. */
export type Bound = {
	value: string;
	onChange: (value: string) => void;
	error: string | undefined;
	/** The person goes on to the next field. */
	onLeave?: () => void;
	/** It can't be left empty. */
	required?: boolean;
	/** What is typed is neither shown nor kept. */
	secret?: boolean;
};

export type Form<V> = {
	values: V;
	set: (name: keyof V, value: string) => void;
	reset: () => void;
	field: (name: keyof V) => Bound;
	/** A field for a password, a pass phrase or a number: what is typed leaves the page only with the form's act. */
	secret: (name: keyof V) => Bound;
	/** A field for a code or a number: full-width digits and letters become half-width when one leaves it. */
	code: (name: keyof V) => Bound;
	submit: (send: (values: V) => void) => (event: FormEvent<HTMLFormElement>) => void;
};

let beingSent: string | null = null;

/** The form whose act is being asked for just now, as drafts know it. */
export const formBeingSent = () => beingSent;

/**
 * Keeps what was typed, also beyond the screen, says what is wrong, and sends only what is right. `about` tells forms of
 * one screen apart that have the same fields.
 */
export function useForm<V extends Record<string, string>>(initial: V, checks: Checks<V>, about = ""): Form<V> {
	const [key] = useState(() => [currentPath(), ...Object.keys(initial), about].join("|"));
	const [values, setValues] = useState<V>(() => ({ ...initial, ...restored(key, initial) }));
	const [errors, setErrors] = useState<Partial<Record<keyof V, string>>>({});
	const latest = useRef(values);
	const secrets = useRef(new Set<keyof V>());
	const codes = useRef(new Set<keyof V>());

	const become = (next: V) => {
		latest.current = next;
		setValues(next);
		const typed = Object.entries(next).filter(([name, value]) => !secrets.current.has(name) && value !== initial[name]);
		keepDraft(key, typed.length > 0 ? JSON.stringify(Object.fromEntries(typed)) : null);
	};
	const set = (name: keyof V, value: string) => {
		become({ ...latest.current, [name]: value });
		setErrors(({ [name]: _settled, ...others }) => others as typeof errors);
	};
	const field = (name: keyof V): Bound => ({
		value: values[name] ?? "",
		onChange: (value) => set(name, value),
		error: errors[name],
		required: Boolean(checks[name]?.("", values)),
	});

	return {
		values,
		set,
		reset: () => {
			latest.current = initial;
			setValues(initial);
			forgetDraft(key);
		},
		field,
		secret: (name) => {
			secrets.current.add(name);
			return { ...field(name), secret: true };
		},
		code: (name) => {
			codes.current.add(name);
			const narrow = () => {
				// As it is now, not as it was drawn.
				const typed = latest.current[name] ?? "";
				if (typed !== halfWidth(typed)) set(name, halfWidth(typed));
			};
			return { ...field(name), onLeave: narrow };
		},
		submit: (send) => (event) => {
			event.preventDefault();
			for (const name of codes.current) {
				const half = halfWidth(latest.current[name] ?? "");
				if (half !== latest.current[name]) set(name, half);
			}
			const form = event.currentTarget;
			const found = findErrors(latest.current, checks);
			flushSync(() => setErrors(found));
			if (Object.keys(found).length > 0) {
				form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
				return;
			}
			beingSent = key;
			send(latest.current);
			beingSent = null;
		},
	};
}

/** What stood in the form when the person left it. */
function restored<V extends Record<string, string>>(key: string, initial: V): Partial<V> {
	const kept: Record<string, string> = JSON.parse(draftOf(key) ?? "{}");
	return Object.fromEntries(Object.entries(kept).filter(([name]) => name in initial)) as Partial<V>;
}

function findErrors<V extends Record<string, string>>(values: V, checks: Checks<V>) {
	const found: Partial<Record<keyof V, string>> = {};
	for (const name of Object.keys(checks) as (keyof V)[]) {
		const message = checks[name]?.(values[name] ?? "", values);
		if (message) found[name] = message;
	}
	return found;
}

export const wanted = (what: string) => (value: string) => (value.trim() ? null : `${what}を入れてください。`);

export const longPassword = (value: string) => (value.length >= 12 ? null : "12文字以上にしてください。");

export const sameAs =
	<K extends string>(other: K) =>
	(value: string, values: Record<K, string>) =>
		value === values[other] ? null : "上と同じものを入れてください。";
