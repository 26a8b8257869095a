import type { FindingRow, FindingSheet, SheetGroup } from "../../platform";

/** A group as far as it stands on one page. */
export type PaperGroup = SheetGroup & {
	/** Whether it began on a page before. */
	goesOn: boolean;
	/** Findings that no page shows; said where the group ends. */
	left: number;
};

/** Heights in millimetres, as the style sheet sets them. */
const room = 216;
const heading = 24;
const line = 15;
const remark = 6;

/** Breaks a sheet into pages of A4, so that each can say how many there are. */
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
			if (free < heading + line + remark) turn();
			const fits = Math.floor((free - heading - remark) / line);
			const here = rows.slice(0, fits);
			rows = rows.slice(fits);
			const left = rows.length === 0 ? group.count - group.rows.length : 0;
			page.push({ ...group, rows: here, goesOn, left });
			free -= heading + here.length * line + (left > 0 ? remark : 0);
			goesOn = true;
		}
	}
	turn();
	return pages;
}
