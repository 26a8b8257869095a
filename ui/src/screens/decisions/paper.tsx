import { count, momentText, stampText } from "../../lib/format";
import { Sheet } from "../../parts/sheet";
import type { DecisionSheet, JobView, PersonView } from "../../platform";
import { rowText } from "./decisions";

/** As high as a page of styles.css allows, where reasons take three lines. */
const ROWS_A_PAGE = 9;

type Props = { sheet: DecisionSheet; job: JobView; person: PersonView };

/** The answers for paper: A4, who printed them and when, page x of y, a place for two seals. */
export function DecisionPaper({ sheet, job, person }: Props) {
	const pages = Array.from({ length: Math.max(1, Math.ceil(sheet.lines.length / ROWS_A_PAGE)) }, (_, at) =>
		sheet.lines.slice(at * ROWS_A_PAGE, (at + 1) * ROWS_A_PAGE),
	);
	return (
		<Sheet name="確認への答え">
			{pages.map((lines, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a page is its number.
				<section key={at} className="paper">
					<header className="border-b border-black">
						<h2 className="text-std-18B-160">確認への答え　送信{job.id}</h2>
						<p className="break-all">
							{job.kind_title}　{job.file_name}　{count(job.rows)} 行　答え {count(sheet.lines.length)} 件
						</p>
						<p>
							用意した人：{job.prepared_by}　承認した人：{sheet.approved_by ?? "（まだ）"}
						</p>
						<p className="truncate">
							印刷：{person.name}（{person.id}）　{stampText(new Date())}
						</p>
					</header>
					<table className="w-full table-fixed border-collapse">
						<thead>
							<tr className="border-b border-black text-left">
								<th className="w-[9%]">行</th>
								<th className="w-[20%]">だれ</th>
								<th className="w-[28%]">確認</th>
								<th className="w-[25%]">理由</th>
								<th>答えた人</th>
							</tr>
						</thead>
						<tbody>
							{lines.map((line) => (
								<tr
									key={`${line.row} ${line.title} ${line.column}`}
									className="paper-row border-b border-solid-gray-400 align-top"
								>
									<td className="pr-2">{rowText(line)}</td>
									<td className="pr-2">
										{line.who.name}
										<span className="block">{line.who.registration}</span>
									</td>
									<td className="pr-2">
										<b className="block">{line.title}</b>
										{line.message}
									</td>
									<td className="pr-2">
										{line.reason}
										{line.note && <span className="block">{line.note}</span>}
									</td>
									<td>
										{line.by}
										<span className="block">{momentText(line.at)}</span>
									</td>
								</tr>
							))}
						</tbody>
					</table>
					<footer>
						{at + 1} / {pages.length} ページ
					</footer>
				</section>
			))}
		</Sheet>
	);
}
