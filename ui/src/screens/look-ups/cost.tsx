import { useForm } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { Failure } from "../../parts/problem";
import { platform } from "../../platform";

/** What a person who is found costs; an administrator says so. */
export function Cost({ yen }: { yen: number }) {
	const form = useForm(
		{ yen: `${yen}` },
		{ yen: (value) => (/^\d{1,6}$/.test(value.trim()) ? null : "円を数字で入れてください。") },
	);
	const set = useAct(platform.setLookUpCost);
	return (
		<Card title="照会の費用">
			<form
				noValidate
				className="flex flex-wrap items-end gap-3"
				onSubmit={form.submit((values) => set.mutate({ yen: Number(values.yen.trim()) }))}
			>
				<TextField id="look-up-yen" label="見つかった1人あたりの円" inputMode="numeric" {...form.code("yen")} />
				<Button type="submit" busy={set.isPending}>
					この額にする
				</Button>
			</form>
			<Failure of={set.error} />
		</Card>
	);
}
