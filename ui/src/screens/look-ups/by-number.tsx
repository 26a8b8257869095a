import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { navigate } from "../../lib/router";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { NumberTwice, numberChecks } from "../../parts/number-twice";
import { type LookUpsView, platform } from "../../platform";
import { BeginOne } from "./begin-one";
import { Statement, stated, statedChecks } from "./statement";

const empty = { symbol: "", number: "", card_branch: "", typed: "", again: "" };
const checks = { number: wanted("番号"), card_branch: wanted("枝番"), ...numberChecks };

/** The 本人確認情報 of one number that one holds: whose it is, before it is linked. */
export function ByNumber({ of }: { of: LookUpsView }) {
	const kind = of.kinds.find((each) => each.by_number);
	const form = useForm({ ...empty, ...stated }, { ...checks, ...statedChecks });
	const begin = useAct(platform.lookUpPerson, (job) => navigate(`/jobs/${job.id}`));
	if (!kind) return null;
	return (
		<details>
			<summary className="flex min-h-11 items-center font-bold text-blue-900 underline underline-offset-4">
				1人だけ、持っている番号を確かめる
			</summary>
			<Card>
				<form
					noValidate
					className="flex flex-col gap-4"
					onSubmit={form.submit(({ symbol, number, card_branch, typed, again, purpose, reason }) =>
						begin.mutate({
							typed: { symbol, number, card_branch, personal_number: typed },
							again,
							asked: { kind: kind.kind, purpose, reason },
						}),
					)}
				>
					<p>その番号の人の氏名・生年月日・性別・住所が返ります。結果は、手元の記録とくらべます。</p>
					<div className="grid gap-4 md:grid-cols-3">
						<TextField id="held-symbol" label="記号" {...form.code("symbol")} />
						<TextField id="held-number" label="番号" {...form.code("number")} />
						<TextField id="held-branch" label="枝番（2桁）" inputMode="numeric" {...form.code("card_branch")} />
					</div>
					<NumberTwice id="held" form={form} />
					<Statement id="held" kind={kind} form={form} />
					<BeginOne yen={of.yen_per_hit} of={begin} />
				</form>
			</Card>
		</details>
	);
}
