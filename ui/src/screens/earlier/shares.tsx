import { useForm } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { Form } from "../../parts/form";
import { platform, type Thresholds } from "../../platform";

const share = (value: string) => {
	const trimmed = value.trim();
	if (trimmed === "") return null;
	return /^\d{1,3}$/.test(trimmed) && Number(trimmed) <= 100 ? null : "0から100までの数を入れてください。";
};

/** しきい値: from where on a share is told; both or none. */
export function Shares({ thresholds }: { thresholds: Thresholds | null }) {
	const form = useForm(
		{
			removed: thresholds ? String(thresholds.removed_percent) : "",
			changed: thresholds ? String(thresholds.changed_percent) : "",
		},
		{
			removed: (value, all) => share(value) ?? (value === "" && all.changed !== "" ? "両方に入れてください。" : null),
			changed: (value, all) => share(value) ?? (value === "" && all.removed !== "" ? "両方に入れてください。" : null),
		},
	);
	const set = useAct(platform.setThresholds);
	return (
		<Card title="割合で知らせる">
			<Form
				onSubmit={form.submit(({ removed, changed }) =>
					set.mutate({
						thresholds:
							removed.trim() === "" ? null : { removed_percent: Number(removed), changed_percent: Number(changed) },
					}),
				)}
				of={set}
				verb="割合を決める"
				done={set.isSuccess && "決めました。"}
			>
				<p>
					以前に送った人のうち、次の割合をこえてなくなったり変わったりしたファイルを知らせます。
					変わった人だけのファイル（差分）を送るあいだは、空のままにしてください。
				</p>
				<div className="flex flex-wrap gap-4">
					<TextField
						id="share-removed"
						label="なくなった人（%）"
						inputMode="numeric"
						className="w-52"
						{...form.code("removed")}
					/>
					<TextField
						id="share-changed"
						label="変わった人（%）"
						inputMode="numeric"
						className="w-52"
						{...form.code("changed")}
					/>
				</div>
			</Form>
		</Card>
	);
}
