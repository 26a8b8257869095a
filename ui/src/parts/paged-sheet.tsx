import type { ReactNode } from "react";
import { stampText } from "../lib/format";
import type { PersonView } from "../platform";
import { Sheet } from "./sheet";

/** A column of paper: its heading, how much of the width it takes, and what stands in it. */
export type PaperColumn<Line> = { head: string; width?: string; cell: (line: Line) => ReactNode };

type Props<Line> = {
	name: string;
	title: string;
	/** What stands under the title on each page. */
	head: ReactNode;
	columns: PaperColumn<Line>[];
	lines: Line[];
	lineKey: (line: Line) => string;
	/** As many as a page of styles.css takes. */
	rowsAPage: number;
	person: PersonView;
};

/** A list for paper: A4, who printed it and when, page x of y. */
export function PagedSheet<Line>(props: Props<Line>) {
	const { name, title, head, columns, lines, lineKey, rowsAPage, person } = props;
	const pages = Array.from({ length: Math.max(1, Math.ceil(lines.length / rowsAPage)) }, (_, at) =>
		lines.slice(at * rowsAPage, (at + 1) * rowsAPage),
	);
	return (
		<Sheet name={name}>
			{pages.map((page, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a page is its number.
				<section key={at} className="paper">
					<header className="border-b border-black">
						<h2 className="text-std-18B-160">{title}</h2>
						{head}
						<p className="truncate">
							印刷：{person.name}（{person.id}）　{stampText(new Date())}
						</p>
					</header>
					<table className="w-full table-fixed border-collapse">
						<thead>
							<tr className="border-b border-black text-left">
								{columns.map((column) => (
									<th key={column.head} style={{ width: column.width }}>
										{column.head}
									</th>
								))}
							</tr>
						</thead>
						<tbody>
							{page.map((line) => (
								<tr key={lineKey(line)} className="paper-row border-b border-solid-gray-400 align-top">
									{columns.map((column) => (
										<td key={column.head} className="pr-2">
											{column.cell(line)}
										</td>
									))}
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
