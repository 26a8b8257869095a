import type { ProblemView } from "./bindings";
import { type Backend, backend } from "./tauri";

export { ACTS, type ActName } from "./acts";
export type * from "./bindings";
export type { Backend } from "./tauri";

/** The only thing that a command fails with. */
export class ProblemError extends Error {
	constructor(readonly view: ProblemView) {
		super(view.sentence);
		this.name = "ProblemError";
	}
}

/** Shapes whatever was thrown as a problem that can be shown. */
export function toProblem(thrown: unknown): ProblemView {
	if (thrown instanceof ProblemError) return thrown.view;
	if (isProblem(thrown)) return thrown;
	return {
		code: "INTERNAL",
		number: "K901",
		sentence: "Kakehashiの中で思わぬことが起きました。",
		next_step: "エラー番号を添えて連絡してください。",
		retry: "call-for-help",
		params: {},
		correlation_id: "",
	};
}

function isProblem(thrown: unknown): thrown is ProblemView {
	return typeof thrown === "object" && thrown !== null && "number" in thrown && "sentence" in thrown;
}

type Command = (...args: never[]) => Promise<unknown>;

function guard(command: Command): Command {
	return (...args) =>
		command(...args).catch((thrown: unknown) => {
			throw new ProblemError(toProblem(thrown));
		});
}

/** Every command of the shell, failing only with `ProblemError`. */
export const platform = Object.fromEntries(
	Object.entries(backend).map(([name, command]) => [name, guard(command)]),
) as unknown as Backend;
