import type { FindingRow, FindingSheet, SheetGroup } from "../../platform";

/** A group as far as it stands on one page. */
export type PaperGroup = SheetGroup & {
	/** Whether it began on a page before. */
	goesOn: boolean;
	/** Findings that no page shows; said where the group ends. */
	left: number;
};

/** Heights in millimetres, as the style sheet sets them. */
const room = 204;
const tableHead = 7;
const shortest = 15;
const line = 5.4;
const remark = 6;
/** How many full-width letters stand in a line: of the sheet, and of the columns that grow. */
const across = { sheet: 48, where: 19, name: 6, birth: 7, registration: 6.5 };

/** Full-width letters count one, others half. */
const lengthOf = (text: string) =>
	[...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) < 0x2000 ? 0.6 : 1), 0);
const linesOf = (text: string, letters: number) => Math.max(1, Math.ceil(lengthOf(text) / letters));

function rowHeight({ column, value, message, replacement, who }: FindingRow): number {
	const marked = column
		? linesOf(`${column} ${value} ${replacement ? `→ 案「${replacement}」` : ""}`, across.where)
		: 0;
	const lines = Math.max(
		marked + linesOf(message, across.where),
		linesOf(who.name, across.name),
		linesOf(who.birth_date, across.birth),
		linesOf(who.registration, across.registration),
	);
	return Math.max(shortest, lines * line + 1);
}

const headingHeight = ({ title, remedy }: SheetGroup) =>
	2 + (linesOf(title, across.sheet - 10) + linesOf(remedy, across.sheet)) * line + tableHead;

/** Breaks a sheet into pages of A4, so that each can say how many there are, and nothing on them is cut. */
export function pagesOf({ groups }: FindingSheet): PaperGroup[][] {
	const pages: PaperGroup[][] = [];
	let page: PaperGroup[] = [];
	let free = room;
	const turn = () => {
		if (page.length > 0) pages.push(page);
		page = [];
		free = room;
	};
	for (const group of groups) {
		let rows: FindingRow[] = group.rows;
		let goesOn = false;
		while (rows.length > 0) {
			const heading = headingHeight(group);
			if (free < heading + rowHeight(rows[0] as FindingRow) + remark) turn();
			free -= heading;
			let fits = 0;
			for (const row of rows) {
				if (fits > 0 && free - rowHeight(row) < remark) break;
				free -= rowHeight(row);
				fits += 1;
			}
			const here = rows.slice(0, fits);
			rows = rows.slice(fits);
			const left = rows.length === 0 ? group.count - group.rows.length : 0;
			page.push({ ...group, rows: here, goesOn, left });
			free -= left > 0 ? remark : 0;
			goesOn = true;
		}
	}
	turn();
	return pages;
}
