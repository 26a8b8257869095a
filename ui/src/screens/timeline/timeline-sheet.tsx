import { count, dayText, stampText } from "../../lib/format";
import { Sheet } from "../../parts/sheet";
import type { PersonView, TimelineList, TimelineShow } from "../../platform";
import { Deadline } from "./deadline";

/** As high as a page of styles.css allows. */
const ROWS_A_PAGE = 13;

type Props = { of: TimelineList; person: PersonView; show: TimelineShow };

/** The list for paper: A4, who printed it and when, page x of y. */
export function TimelineSheet({ of, person, show }: Props) {
	const pages = Array.from({ length: Math.max(1, Math.ceil(of.lines.length / ROWS_A_PAGE)) }, (_, at) =>
		of.lines.slice(at * ROWS_A_PAGE, (at + 1) * ROWS_A_PAGE),
	);
	return (
		<Sheet name="登録の期限の一覧">
			{pages.map((lines, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a page is its number.
				<section key={at} className="paper">
					<header className="border-b border-black">
						<h2 className="text-std-18B-160">登録の期限　{show === "open" ? "登録を待つ人" : "登録が済んだ人"}</h2>
						<p>
							{count(of.total)} 人　期限を過ぎた人 {count(of.overdue)} 人
						</p>
						<p className="truncate">
							印刷：{person.name}（{person.id}）　{stampText(new Date())}
						</p>
					</header>
					<table className="w-full table-fixed border-collapse">
						<thead>
							<tr className="border-b border-black text-left">
								<th className="w-[26%]">期限</th>
								<th className="w-[16%]">記号・番号・枝番</th>
								<th className="w-[18%]">氏名</th>
								<th className="w-[15%]">届出を受けた日</th>
								<th>状態</th>
							</tr>
						</thead>
						<tbody>
							{lines.map((line) => (
								<tr key={line.registration} className="paper-row border-b border-solid-gray-400 align-top">
									<td className="pr-2">
										<Deadline of={line} />
										<span className="block">{line.due ? dayText(line.due) : ""}</span>
									</td>
									<td className="pr-2">{line.registration}</td>
									<td className="pr-2">{line.name}</td>
									<td className="pr-2">{dayText(line.received_on)}</td>
									<td>{line.standing}</td>
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
