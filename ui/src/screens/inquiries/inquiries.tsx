import { mayDo } from "../../lib/acts";
import { useForm, wanted } from "../../lib/form";
import { count, dayText } from "../../lib/format";
import { useAct, useInquiries, useInquiryLines } from "../../lib/queries";
import { rememberFile } from "../../lib/recent";
import { Link, navigate } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { ActionLink } from "../../parts/button";
import { Card } from "../../parts/card";
import { FileField } from "../../parts/file-field";
import { FormFoot } from "../../parts/form-foot";
import { Loading, Page } from "../../parts/page";
import { PartsTable } from "../../parts/parts-table";
import type { Column } from "../../parts/table";
import { Template } from "../../parts/template";
import { type InquiryLine, type PersonView, platform } from "../../platform";
import { OnePerson } from "./one-person";

/** 情報照会: begun for one person or by file; what was answered, at two levels. */
export function InquiriesScreen({ person }: { person: PersonView }) {
	const asked = useInquiries();
	const found = useInquiryLines();
	const error = asked.error ?? found.error;
	if (error && !(asked.data && found.lines)) return <Broken error={error} />;
	if (!asked.data || !found.lines) return <Loading />;
	const { kind, proposals } = asked.data;
	const hasAny = found.lines.length > 0 || found.seek.value !== "";
	return (
		<Page
			title={hasAny ? "情報照会" : "まだ何も照会していません"}
			lead="回答は、人ごとと項目ごとの2段です。送信の番号を押すと、くわしく見られます。"
			side={<ActionLink to="/inquiries/records">情報提供等記録を見る</ActionLink>}
		>
			{mayDo(person, "inquire_person") && <OnePerson proposals={proposals} />}
			{mayDo(person, "take_in") && <ByFile kind={kind} />}
			{hasAny && (
				<Card title="照会の一覧">
					<PartsTable label="照会の一覧" columns={columns} of={found} />
				</Card>
			)}
		</Page>
	);
}

function ByFile({ kind }: { kind: string }) {
	const form = useForm({ path: "" }, { path: wanted("ファイルの場所") });
	const take = useAct(platform.takeIn, (job) => navigate(`/jobs/${job.id}`));
	return (
		<Card title="ファイルの人を照会する">
			<form
				noValidate
				className="flex flex-col gap-4"
				onSubmit={form.submit(({ path }) => {
					rememberFile("inquiry-path", path.trim());
					take.mutate({ path: path.trim(), kind, listed: null });
				})}
			>
				<FileField id="inquiry-path" label="ファイルの場所" extensions={["csv"]} {...form.field("path")} />
				<div>
					<Template kind={kind} title="情報照会" extension="csv" />
				</div>
				<FormFoot of={take} verb="検査に進む" />
			</form>
		</Card>
	);
}

const number = (of: number | null) => (of === null ? "－" : count(of));

const columns: Column<InquiryLine>[] = [
	{
		head: "送信",
		cell: (line) => (
			<Link
				to={`/jobs/${line.job}`}
				className="inline-flex min-h-11 items-center font-bold text-blue-900 underline underline-offset-4"
			>
				送信{line.job}　{line.file_name}
			</Link>
		),
		sort: (line) => line.job,
	},
	{ head: "状態", cell: (line) => line.state_title, sort: (line) => line.state_title },
	{ head: "人", cell: (line) => count(line.rows), right: true },
	{ head: "回答あり", cell: (line) => number(line.answered), right: true },
	{ head: "回答なし", cell: (line) => number(line.unanswered), right: true },
	{
		head: "項目ごとの結果",
		cell: (line) => line.items.map((item) => `${item.state} ${count(item.count)}`).join("、") || "－",
	},
	{
		head: "だれが、いつ",
		cell: (line) => (
			<>
				{line.by}
				<span className="block text-solid-gray-700">{dayText(line.at)}</span>
			</>
		),
		sort: (line) => line.at,
	},
];
