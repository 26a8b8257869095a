import { count } from "../../lib/format";
import { Card } from "../../parts/card";
import { SeverityMark, severityTone } from "../../parts/mark";
import { type Column, Table } from "../../parts/table";
import type { FindingRow, FindingSheet, SheetGroup } from "../../platform";

const columns: Column<FindingRow>[] = [
	{ head: "行", cell: (row) => (row.row === 0 ? "全体" : count(row.row)), right: true, whole: true },
	{
		head: "人",
		cell: (row) => (
			<>
				<span className="block">{row.who.name}</span>
				<span className="figures block text-solid-gray-700">{row.who.registration}</span>
			</>
		),
	},
	{ head: "項目", cell: (row) => row.column },
	{ head: "値", cell: (row) => row.value },
	{ head: "どこが", cell: (row) => row.message },
];

/** What is wrong, by 事業所; rows as the employer's own sheet counts them. */
export const Wrong = ({ sheets }: { sheets: FindingSheet[] }) =>
	sheets.length === 0 ? (
		<Card title="見つかったこと">
			<p>✓ 誤りは見つかりませんでした。本人確認も、全員済んでいます。</p>
		</Card>
	) : (
		sheets.map((sheet) => (
			<Card key={sheet.employer} title={`${sheet.employer || "事業所の名前がない行"}に直してもらうこと`}>
				{sheet.warning && <p className="mb-3 font-bold">【保護】{sheet.warning}</p>}
				<p className="mb-3 text-solid-gray-700">行は、届いた表で数えた番号です。</p>
				{sheet.groups.map((group) => (
					<Group key={`${group.severity} ${group.title}`} of={group} />
				))}
			</Card>
		))
	);

const Group = ({ of }: { of: SheetGroup }) => (
	<section className="mb-4">
		<h3 className="font-bold">
			<SeverityMark severity={of.severity} />
			<span className={severityTone(of.severity)}>
				{of.title}　{count(of.count)} 件
			</span>
		</h3>
		<p className="mb-2">{of.remedy}</p>
		<Table
			label={of.title}
			columns={columns}
			rows={of.rows}
			rowKey={(row) => `${row.row} ${row.column} ${row.message}`}
		/>
	</section>
);
