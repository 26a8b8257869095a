import { halfWidth } from "./half-width";

const eras: [names: string, firstYear: number][] = [
	["令和|令|R", 2019],
	["平成|平|H", 1989],
	["昭和|昭|S", 1926],
	["大正|大|T", 1912],
	["明治|明|M", 1868],
];

const japanese = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", {
	era: "long",
	year: "numeric",
	month: "long",
	day: "numeric",
	timeZone: "UTC",
});

/** A day as it is typed: 西暦 or 和暦, with or without signs between, eight digits. `2026-03-09`, or null. */
export function isoDay(typed: string): string | null {
	const text = halfWidth(typed).replace(/\s/g, "");
	const west = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(text);
	if (west) return dayOf(Number(west[1]), west[2] ?? west[4], west[3] ?? west[5]);
	for (const [names, first] of eras) {
		const found = new RegExp(
			`^(?:${names})(?:(元|\\d{1,2})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?|(\\d{2})(\\d{2})(\\d{2}))$`,
			"i",
		).exec(text);
		if (!found) continue;
		const year = found[1] === "元" ? 1 : Number(found[1] ?? found[4]);
		const day = dayOf(first + year - 1, found[2] ?? found[5], found[3] ?? found[6]);
		// The last day of an era and the first of the next: the calendar knows.
		return day && eraText(day).startsWith(eraName(names)) ? day : null;
	}
	return null;
}

const eraName = (names: string) => names.split("|")[0] ?? "";

function dayOf(year: number, month: string | undefined, day: string | undefined): string | null {
	const at = new Date(Date.UTC(year, Number(month) - 1, Number(day)));
	const isReal = at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day);
	return isReal && year >= 1868 ? at.toISOString().slice(0, 10) : null;
}

/** 昭和59年3月9日 */
export const eraText = (iso: string) =>
	japanese
		.format(new Date(`${iso}T00:00:00Z`))
		.replace(/1年(?=\d+月)/, (year, at, all: string) => (/\d/.test(all[at - 1] ?? "") ? year : "元年"));

/** 1984年3月9日（昭和59年3月9日） */
export function bothCalendars(iso: string): string {
	const [year, month, day] = iso.split("-").map(Number);
	return `${year}年${month}月${day}日（${eraText(iso)}）`;
}

/** 19840309, as files have it. */
export const eightDigits = (typed: string) => isoDay(typed)?.replaceAll("-", "") ?? typed;

/** For forms: whether it can be read as a day. */
export const aDay = (what: string) => (value: string) => {
	if (!value.trim()) return `${what}を入れてください。`;
	return isoDay(value) ? null : "「1984年3月9日」「昭和59年3月9日」「19840309」のように入れてください。";
};
