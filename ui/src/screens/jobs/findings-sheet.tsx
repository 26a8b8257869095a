import { count, momentText } from "../../lib/format";
import { provisionalNote, severityTitle } from "../../lib/words";
import { type FindingGroup, type FindingRow, type JobView, type PersonView, platform } from "../../platform";
import { Cell } from "./findings";

export type Sheet = { groups: (FindingGroup & { rows: FindingRow[] })[]; at: Date };

/** Nobody reads more rows of one kind on paper; the sheet says how many were left out. */
const mostRows = 500;

export async function gatherSheet(id: number): Promise<Sheet> {
	const { groups } = await platform.findings({ id, code: null, offset: 0, limit: 1 });
	const filled: Sheet["groups"] = [];
	for (const group of groups) {
		const { rows } = await platform.findings({ id, code: group.code, offset: 0, limit: mostRows });
		filled.push({ ...group, rows });
	}
	return { groups: filled, at: new Date() };
}

/** 確認票 for paper: A4, numbers masked as they came, with who printed it and when. */
export function FindingsSheet({ sheet, job, person }: { sheet: Sheet; job: JobView; person: PersonView }) {
	return (
		<section aria-label="確認票" className="hidden print:block">
			<h2 className="text-std-18B-160">確認票</h2>
			<p>
				{job.kind_title}　{job.file_name}　{count(job.rows)} 行
				{job.provisional && <b className="block">{provisionalNote}</b>}
			</p>
			<p className="border-b border-black pb-2">
				印刷：{person.name}（{person.id}）　{momentText(sheet.at)}　送信{job.id}
				<span className="block font-mono break-all">SHA-256 {job.sha256}</span>
			</p>
			{sheet.groups.map((group) => (
				<section key={group.code} className="mt-4">
					<h2 className="font-bold">
						{severityTitle[group.severity]}　{group.title}　{count(group.count)} 行
					</h2>
					<p>{group.remedy}</p>
					<table className="w-full border-collapse">
						<thead>
							<tr className="border-b border-black text-left">
								<th>行</th>
								<th>記号・番号・枝番</th>
								<th>氏名</th>
								<th>生年月日</th>
								<th>どこが</th>
								<th>確認</th>
							</tr>
						</thead>
						<tbody>
							{group.rows.map((row) => (
								<tr key={`${row.row} ${row.column}`} className="border-b border-solid-gray-400 align-top">
									<td className="pr-2">{count(row.row)}</td>
									<td className="pr-2">{row.who.registration}</td>
									<td className="pr-2">{row.who.name}</td>
									<td className="pr-2">{row.who.birth_date}</td>
									<td className="pr-2">
										<Cell row={row} severity={group.severity} />
									</td>
									<td>□</td>
								</tr>
							))}
						</tbody>
					</table>
					{group.count > group.rows.length && (
						<p>ほか {count(group.count - group.rows.length)} 行（画面で見てください）</p>
					)}
				</section>
			))}
		</section>
	);
}
