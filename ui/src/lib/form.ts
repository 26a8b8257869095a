import { type FormEvent, useState } from "react";
import { flushSync } from "react-dom";

/** For each field: what is wrong with it, or null. */
export type Checks<V> = { [K in keyof V]?: (value: string, values: V) => string | null };

/** What a field needs to show itself. */
export type Bound = { value: string; onChange: (value: string) => void; error: string | undefined };

export type Form<V> = {
	values: V;
	set: (name: keyof V, value: string) => void;
	reset: () => void;
	field: (name: keyof V) => Bound;
	submit: (send: (values: V) => void) => (event: FormEvent<HTMLFormElement>) => void;
};

/** Keeps what was typed, says what is wrong, and sends only what is right. */
export function useForm<V extends Record<string, string>>(initial: V, checks: Checks<V>): Form<V> {
	const [values, setValues] = useState(initial);
	const [errors, setErrors] = useState<Partial<Record<keyof V, string>>>({});

	const set = (name: keyof V, value: string) => {
		setValues((before) => ({ ...before, [name]: value }));
		setErrors(({ [name]: _settled, ...others }) => others as typeof errors);
	};

	return {
		values,
		set,
		reset: () => setValues(initial),
		field: (name) => ({ value: values[name] ?? "", onChange: (value) => set(name, value), error: errors[name] }),
		submit: (send) => (event) => {
			event.preventDefault();
			const form = event.currentTarget;
			const found = findErrors(values, checks);
			flushSync(() => setErrors(found));
			if (Object.keys(found).length === 0) send(values);
			else form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
		},
	};
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
