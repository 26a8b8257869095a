import { useForm } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { Failure } from "../../parts/problem";
import { platform } from "../../platform";

const inYen = (value: string) => (/^\d{1,6}$/.test(value.trim()) ? null : "円を数字で入れてください。");

/** What a result costs, and what the post of a medium; an administrator says so. */
export function Cost({ yen, postage }: { yen: number; postage: number }) {
	const form = useForm({ yen: `${yen}`, postage: `${postage}` }, { yen: inYen, postage: inYen });
	const set = useAct(platform.setLookUpCost);
	return (
		<Card title="照会の費用">
			<form
				noValidate
				className="flex flex-wrap items-end gap-3"
				onSubmit={form.submit((values) =>
					set.mutate({ yen: Number(values.yen.trim()), postage: Number(values.postage.trim()) }),
				)}
			>
				<TextField id="look-up-yen" label="照会結果1件あたりの円" inputMode="numeric" {...form.code("yen")} />
				<TextField
					id="look-up-postage"
					label="媒体の送料の円（行きと帰り）"
					inputMode="numeric"
					{...form.code("postage")}
				/>
				<Button type="submit" busy={set.isPending}>
					この額にする
				</Button>
			</form>
			<Failure of={set.error} />
		</Card>
	);
}
