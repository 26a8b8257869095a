import type { ReactNode } from "react";
import { count, stampText } from "../../lib/format";
import { severityTitle } from "../../lib/words";
import { type FindingRow, type FindingSheet, type PersonView, platform } from "../../platform";
import { Cell } from "./finding-rows";
import { type PaperGroup, pagesOf } from "./paper";

export type Printed = { sheets: FindingSheet[]; at: Date };

export async function gatherSheets(wanted: { id: number; employer: string | null }): Promise<Printed> {
	return { sheets: await platform.findingSheets(wanted), at: new Date() };
}

type Props = {
	printed: Printed;
	/** The file, in a line. */
	file: ReactNode;
	/** What the paper is found again by on the terminal. */
	mark: string;
	/** Of the file. */
	sha256?: string;
	person: PersonView;
};

/** 確認票 for paper: one for each 事業所, A4, numbers masked as they came, who printed it and when, page x of y. */
export function FindingsSheets({ printed, file, mark, sha256, person }: Props) {
	return (
		<section aria-label="確認票" className="hidden print:block">
			{printed.sheets.map((sheet) => {
				const pages = pagesOf(sheet);
				return pages.map((groups, at) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a page is its number.
					<section key={`${sheet.employer} ${at}`} className="paper">
						<header className="border-b border-black">
							<h2 className="text-std-18B-160">確認票{sheet.employer && `　事業所 ${sheet.employer}`}</h2>
							<p className="break-all">{file}</p>
							<p>
								印刷：{person.name}（{person.id}）　{stampText(printed.at)}　{mark}
							</p>
							{sha256 && <p className="font-mono text-[8pt]">SHA-256 {sha256}</p>}
							{sheet.warning && <p className="font-bold">【保護】{sheet.warning}</p>}
						</header>
						{groups.map((group) => (
							<Group key={`${group.severity} ${group.title}`} group={group} />
						))}
						<footer>
							{sheet.employer} {at + 1} / {pages.length} ページ
						</footer>
					</section>
				));
			})}
		</section>
	);
}

function Group({ group }: { group: PaperGroup }) {
	return (
		<section>
			<div className="paper-heading">
				<h2 className="font-bold">
					{severityTitle[group.severity]}　{group.title}　{count(group.count)} 件{group.goesOn && "（続き）"}
				</h2>
				<p>{group.remedy}</p>
			</div>
			<table className="w-full table-fixed border-collapse">
				<thead>
					<tr className="border-b border-black text-left">
						<th className="w-[6%]">行</th>
						<th className="w-[16%]">記号・番号・枝番</th>
						<th className="w-[15%]">氏名</th>
						<th className="w-[16%]">生年月日</th>
						<th>どこが</th>
						<th className="w-[6%]">確認</th>
					</tr>
				</thead>
				<tbody>
					{group.rows.map((row) => (
						<Line key={`${row.row} ${row.column} ${row.message}`} row={row} group={group} />
					))}
				</tbody>
			</table>
			{group.left > 0 && (
				<p>
					この紙には {count(group.rows.length)} 件まで。ほか {count(group.left)} 件は「一覧を書き出す」で見られます。
				</p>
			)}
		</section>
	);
}

const Line = ({ row, group }: { row: FindingRow; group: PaperGroup }) => (
	<tr className="paper-row border-b border-solid-gray-400 align-top">
		<td className="pr-2">{count(row.row)}</td>
		<td className="pr-2">{row.who.registration}</td>
		<td className="pr-2">{row.who.name}</td>
		<td className="pr-2">{row.who.birth_date}</td>
		<td className="pr-2">
			<div>
				<Cell row={row} severity={group.severity} />
			</div>
		</td>
		<td>□</td>
	</tr>
);
