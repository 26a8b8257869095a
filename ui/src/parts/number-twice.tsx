import { useEffect, useState } from "react";
import { type Form, sameAs, wanted } from "../lib/form";
import { platform } from "../platform";
import { TextField } from "./field";

export const numberChecks = { typed: wanted("個人番号"), again: sameAs<"typed">("typed") };

type Props = { id: string; form: Pick<Form<{ typed: string; again: string }>, "secret" | "code" | "values"> };

/** A 個人番号, typed twice and never shown. */
export const NumberTwice = ({ id, form }: Props) => (
	<div className="grid gap-4 md:grid-cols-2">
		<div>
			<TextField id={`${id}-first`} label="個人番号" inputMode="numeric" {...form.secret("typed")} />
			<LiveCheck typed={form.values.typed} />
		</div>
		<TextField id={`${id}-again`} label="個人番号（もう一度）" inputMode="numeric" {...form.secret("again")} />
	</div>
);

/** Whether what stands there can be a number, as soon as it is long enough. Nothing of it is kept. */
function LiveCheck({ typed }: { typed: string }) {
	const [problem, setProblem] = useState<string | null>(null);
	const left = 12 - typed.trim().length;
	useEffect(() => {
		let current = true;
		setProblem(null);
		if (left <= 0) void platform.numberProblem({ typed }).then((found) => current && setProblem(found ?? ""));
		return () => {
			current = false;
		};
	}, [typed, left]);
	return (
		<p role="status" className={problem ? "font-bold text-red-1000" : "text-solid-gray-700"}>
			{left > 0 && typed && `あと ${left} 桁`}
			{problem && `● ${problem}`}
			{problem === "" && "✓ 検査用数字が合っています"}
		</p>
	);
}
