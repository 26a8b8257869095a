import { useQuery } from "@tanstack/react-query";
import { isoDay } from "../../lib/dates";
import { useForm, wanted } from "../../lib/form";
import { count } from "../../lib/format";
import { useLater } from "../../lib/later";
import { pathOf } from "../../lib/path";
import { useAct } from "../../lib/queries";
import { rememberFile } from "../../lib/recent";
import { navigate } from "../../lib/router";
import { Card } from "../../parts/card";
import { DateField } from "../../parts/date-field";
import { TextField } from "../../parts/field";
import { FileField } from "../../parts/file-field";
import { Form } from "../../parts/form";
import { SelectField } from "../../parts/select-field";
import { type CameBy, type EmployerSheet, platform } from "../../platform";

const ways: { id: CameBy; title: string }[] = [
	{ id: "hand", title: "持参" },
	{ id: "post", title: "郵便（書留など）" },
	{ id: "courier", title: "宅配便・セキュリティ便" },
	{ id: "online", title: "専用サイトなど、回線" },
];

const field = "collection-path";

/** A file that came: which it is, how it came, and who received it. */
export function TakeIn({ filled }: { filled: boolean }) {
	const form = useForm(
		{ path: "", sheet: "", came_by: "", tracking: "", received_on: "" },
		{
			path: wanted("ファイルの場所"),
			came_by: wanted("どう届いたか"),
			received_on: (value) => (value.trim() === "" || isoDay(value) ? null : "届いた日を日付で入れてください。"),
		},
		"事業主のファイル",
	);
	const sheets = useSheets(form.values.path);
	const fitting = sheets.filter((sheet) => sheet.rows > 0);
	const take = useAct(platform.takeCollection, (taken) => navigate(`/collection/${taken.line.id}`));
	return (
		<Card title="届いたファイルを受け取る">
			<Form
				onSubmit={form.submit(({ path, sheet, came_by, tracking, received_on }) => {
					rememberFile(field, path.trim());
					const new_ = {
						sheet: fitting.length > 1 && sheet ? sheet : null,
						came_by: came_by as CameBy,
						tracking: tracking.trim(),
						received_on: isoDay(received_on),
					};
					take.mutate({ path: path.trim(), new: new_ });
				})}
				of={take}
				verb="受け取って検査する"
				look={filled ? "filled" : "outlined"}
			>
				<FileField
					id={field}
					label="ファイルの場所"
					hint="CSVかExcel（.xlsx）。この画面に落としても入ります。"
					extensions={["csv", "xlsx"]}
					{...form.field("path")}
				/>
				<ul role="status" className="empty:hidden">
					{fitting.map((sheet) => (
						<li key={sheet.name}>{sheetText(sheet)}</li>
					))}
				</ul>
				{fitting.length > 1 && (
					<SelectField
						id="collection-sheet"
						label="どのシートを受け取るか"
						hint="ほかのシートも、1枚ずつ受け取れます。"
						options={fitting.map((sheet) => ({ id: sheet.name, title: sheet.name }))}
						{...form.field("sheet")}
					/>
				)}
				<div className="grid gap-4 md:grid-cols-3">
					<SelectField
						id="collection-way"
						label="どう届いたか"
						hint="届いたときの方法"
						options={ways}
						{...form.field("came_by")}
					/>
					<TextField id="collection-tracking" label="追跡番号" hint="あれば" {...form.code("tracking")} />
					<DateField id="collection-day" label="届いた日" hint="空なら今日。" {...form.field("received_on")} />
				</div>
			</Form>
		</Card>
	);
}

/** The sheets of what lies at a path; none while it is being typed, or where nothing can be read. */
function useSheets(typed: string): EmployerSheet[] {
	const path = useLater(pathOf(typed));
	const found = useQuery({
		queryKey: ["employer-file", path],
		queryFn: () => platform.readCollection({ path }),
		enabled: path.length > 3,
		gcTime: 0,
		retry: false,
	});
	return path === pathOf(typed) ? (found.data?.sheets ?? []) : [];
}

function sheetText({ name, office, rows, hidden, hidden_rows }: EmployerSheet): string {
	const what = [name && `シート「${name}」${hidden ? "（隠れています）" : ""}`, office, `${count(rows)} 人`];
	const unseen =
		hidden_rows > 0 ? `　隠れた行が ${count(hidden_rows)} 行あります（ほかの行と同じように読みます）。` : "";
	return `${what.filter(Boolean).join("　")}${unseen}`;
}
