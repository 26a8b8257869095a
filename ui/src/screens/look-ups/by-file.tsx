import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { count } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { rememberFile } from "../../lib/recent";
import { navigate } from "../../lib/router";
import { Card } from "../../parts/card";
import { Choice } from "../../parts/field";
import { FileField } from "../../parts/file-field";
import { Form } from "../../parts/form";
import { ListedFields, listed, listedChecks, unlisted } from "../../parts/listed-fields";
import { Template } from "../../parts/template";
import { type LookUpEstimate, type LookUpsView, platform } from "../../platform";
import { Statement, stated, statedChecks } from "./statement";

/** Many people by a file: first the cost, then the look-up. */
export function ByFile({ of }: { of: LookUpsView }) {
	const [cost, setCost] = useState<LookUpEstimate | null>(null);
	const form = useForm(
		{ path: "", kind: of.kinds[0]?.kind ?? "", ...stated, ...unlisted },
		{ path: wanted("ファイルの場所"), ...statedChecks, ...listedChecks },
	);
	const { kind } = form.values;
	const estimate = useAct(platform.estimateLookUp, setCost, { keeps: true });
	const begin = useAct(platform.beginLookUp, (job) => navigate(`/jobs/${job.id}`));
	const chosen = of.kinds.find((each) => each.kind === kind);
	const path = form.field("path");
	return (
		<Card title="ファイルの人を照会する">
			<Form
				onSubmit={form.submit(({ path, kind, purpose, reason, ...list }) => {
					rememberFile("look-up-path", path.trim());
					const asked = { kind, purpose, reason: reason.trim() };
					if (cost) begin.mutate({ path: path.trim(), asked, listed: listed(list) });
					else estimate.mutate({ path: path.trim(), kind });
				})}
				of={{ isPending: estimate.isPending || begin.isPending, error: begin.error ?? estimate.error }}
				verb={cost ? "この費用で、検査に進む" : "費用を見る"}
				look="filled"
			>
				<fieldset className="grid gap-2 sm:grid-cols-2">
					<legend className="mb-1 font-bold">照会の種類</legend>
					{of.kinds.map((each) => (
						<Choice
							key={each.kind}
							id={`look-up-${each.kind}`}
							type="radio"
							name="look-up-kind"
							label={each.title}
							checked={each.kind === kind}
							onChange={() => {
								form.set("kind", each.kind);
								setCost(null);
							}}
						/>
					))}
				</fieldset>
				<FileField
					id="look-up-path"
					label="ファイルの場所"
					extensions={["csv"]}
					{...path}
					onChange={(value) => {
						path.onChange(value);
						setCost(null);
					}}
				/>
				{chosen && (
					<div>
						<Template kind={chosen.kind} title={chosen.title} extension="csv" />
					</div>
				)}
				<Statement id="file" kind={chosen} form={form} />
				<ListedFields id="file" form={form} />
				{cost && (
					<p role="status">
						{count(cost.rows)} 人 × 照会結果1件あたり {count(cost.yen_per_hit)} 円
						{cost.postage_yen > 0 && ` ＋ 媒体の送料 ${count(cost.postage_yen)} 円`} ＝{" "}
						<b>多くて {count(cost.most_yen)} 円</b>
						。見つかった人の分だけかかります。別の人が承認すると、照会します。
					</p>
				)}
			</Form>
		</Card>
	);
}
