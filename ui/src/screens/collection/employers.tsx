import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { Card } from "../../parts/card";
import { FileField } from "../../parts/file-field";
import { Form } from "../../parts/form";
import { platform } from "../../platform";

/** The list of those who are to bring numbers. */
export function Employers() {
	const form = useForm({ path: "" }, { path: wanted("一覧の場所") }, "事業所の一覧");
	const take = useAct(platform.takeEmployers, form.reset);
	return (
		<Card title="番号を出す事業所の一覧">
			<Form
				onSubmit={form.submit(({ path }) => take.mutate({ path: path.trim() }))}
				of={take}
				verb="一覧を取り込む"
				done={take.isSuccess && "取り込みました。"}
			>
				<FileField
					id="employers-path"
					label="一覧の場所"
					hint="CSVかExcel。見出しは「法人番号」「事業所名」「人数」「期限」（事業所名のほかは、なくてもかまいません）。もうある事業所は、新しい人数と期限になります。"
					extensions={["csv", "xlsx"]}
					{...form.field("path")}
				/>
			</Form>
		</Card>
	);
}
