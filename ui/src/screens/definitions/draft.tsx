import { useState } from "react";
import { isoDay } from "../../lib/dates";
import { useForm } from "../../lib/form";
import { count } from "../../lib/format";
import { useAct, useDefinitions } from "../../lib/queries";
import { navigate } from "../../lib/router";
import { Card } from "../../parts/card";
import { DateField } from "../../parts/date-field";
import { Choice, LinesField, TextField } from "../../parts/field";
import { FileField } from "../../parts/file-field";
import { Form } from "../../parts/form";
import { Page } from "../../parts/page";
import { SelectField } from "../../parts/select-field";
import { type ColumnSaid, type DraftReport, type NewDefinition, platform } from "../../platform";
import { pathOf } from "./definitions";
import { DraftColumns } from "./draft-columns";
import { DraftSample } from "./draft-sample";

const day = (what: string) => (value: string) =>
	value.trim() === "" || isoDay(value) ? null : `${what}を日付で入れてください。`;

const empty = { path: "", pasted: "", kind: "", version: "", from: "", until: "", status: "仮" };

/** A definition made from what a house has: a sample, or the table of columns of a specification. */
export function DraftScreen() {
	const form = useForm(
		empty,
		{
			path: (value, { pasted }) =>
				value.trim() || pasted.trim() ? null : "見本か一覧表のファイルを選ぶか、表を貼り付けてください。",
			from: day("使いはじめる日"),
			until: day("使いおわる日"),
		},
		"定義の下書き",
	);
	const [said, setSaid] = useState<Record<string, ColumnSaid>>({});
	const draft = useAct(platform.draftDefinition);
	const keep = useAct(platform.keepDefinition, () => draft.data && navigate(pathOf(draft.data)));
	const wish = (values: typeof empty, columns: Record<string, ColumnSaid>): { draft: NewDefinition } => ({
		draft: {
			path: values.path.trim() || null,
			pasted: values.pasted.trim() ? values.pasted : null,
			kind: values.kind || null,
			version: values.version.trim() || null,
			effective_from: isoDay(values.from),
			effective_to: isoDay(values.until),
			official: values.status === "正式",
			columns: Object.values(columns),
		},
	});
	const say = (column: ColumnSaid) => {
		const next = { ...said, [column.title]: column };
		setSaid(next);
		draft.mutate(wish(form.values, next));
	};
	const report = draft.data;
	return (
		<Page
			title={report ? heading(report) : "定義を下書きします"}
			lead="見本のファイルか、仕様書の項目の一覧表から、ファイルの定義を作ります。残すまでは、何も変わりません。"
			fills
		>
			<Card title="もとになるもの">
				<Form
					onSubmit={form.submit((values) => draft.mutate(wish(values, said)))}
					of={draft}
					verb={report ? "下書きしなおす" : "下書きする"}
					look={report ? "outlined" : "filled"}
				>
					<FileField
						id="draft-path"
						label="見本か、項目の一覧表"
						hint="見出しのあるファイル、または項目名・型・桁数・必須・コードの列がある表。CSVかExcel（.xlsx）。"
						extensions={["csv", "txt", "xlsx"]}
						{...form.field("path")}
						required
					/>
					<LinesField
						id="draft-pasted"
						label="ファイルの代わりに、表を貼り付ける"
						hint="Excelで表を選んで写し、ここに貼り付けます。"
						{...form.field("pasted")}
					/>
					<div className="grid gap-4 md:grid-cols-2">
						<Kind bound={form.field("kind")} />
						<TextField id="draft-version" label="版" hint="空なら、下書きと今日の日付。" {...form.field("version")} />
						<DateField id="draft-from" label="使いはじめる日" hint="空なら今日。" {...form.field("from")} />
						<DateField id="draft-until" label="使いおわる日" hint="決まっていれば" {...form.field("until")} />
					</div>
					<Choice
						id="draft-official"
						label="正式な仕様の写しです"
						note="付けなければ「仮」と示します"
						checked={form.values.status === "正式"}
						onChange={(checked) => form.set("status", checked ? "正式" : "仮")}
					/>
				</Form>
			</Card>
			{report && (
				<>
					<Notes of={report} />
					<DraftColumns of={report} said={said} busy={draft.isPending} onSay={say} />
					<DraftSample of={report} />
					<Card title="この定義を残す">
						<Form
							onSubmit={form.submit((values) => keep.mutate(wish(values, said)))}
							of={keep}
							verb={`${report.version} として残す`}
							look={report.is_whole ? "filled" : "outlined"}
						>
							<p>
								「{report.rules_of ?? report.kind}」の版「{report.version}」として、{report.effective_from}{" "}
								から使います。動いている送信は、前の版のまま終わりまで進みます。
							</p>
						</Form>
					</Card>
				</>
			)}
		</Page>
	);
}

const heading = (of: DraftReport) =>
	of.missing.length > 0
		? `${count(of.columns.length)} 項目を読みました。あと ${count(of.missing.length)} か所を決めてください`
		: `${count(of.columns.length)} 項目を読みました。足りないものはありません`;

/** The kinds whose rules can be taken over. */
function Kind({ bound }: { bound: ReturnType<ReturnType<typeof useForm<typeof empty>>["field"]> }) {
	const found = useDefinitions();
	const kinds = new Map((found.data ?? []).map((each) => [each.kind, each.title]));
	return (
		<SelectField
			id="draft-kind"
			label="ファイルの種類"
			none="項目の名前がいちばん近いもの"
			options={[...kinds].map(([id, title]) => ({ id, title }))}
			{...bound}
		/>
	);
}

/** What a person still has to say, and what to look at. */
const Notes = ({ of }: { of: DraftReport }) => (
	<Card title={of.missing.length > 0 ? "足りないもの" : "確かめること"}>
		<p className="mb-2">
			{of.made_from === "sample" ? "見本の見出しと値から作りました。" : "項目の一覧表から作りました。"}
			{of.rules_of && `決まりは「${of.rules_of}」のものを引き継ぎました。`}
		</p>
		<ul>
			{of.missing.map((line) => (
				<li key={line} className="font-bold text-yellow-1200">
					<span aria-hidden="true">▲ </span>
					{line}
				</li>
			))}
			{of.notes.map((line) => (
				<li key={line}>{line}</li>
			))}
		</ul>
	</Card>
);
