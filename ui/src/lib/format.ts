const numbers = new Intl.NumberFormat("ja-JP");
const zone = "Asia/Tokyo";
const day = new Intl.DateTimeFormat("ja-JP", { month: "numeric", day: "numeric", weekday: "short", timeZone: zone });
const fullDay = new Intl.DateTimeFormat("ja-JP", { year: "numeric", month: "long", day: "numeric", timeZone: zone });
const clock = new Intl.DateTimeFormat("ja-JP", { hour: "2-digit", minute: "2-digit", timeZone: zone });
const seconds = new Intl.DateTimeFormat("en", { second: "2-digit", timeZone: zone });
const weekday = new Intl.DateTimeFormat("ja-JP", { weekday: "short", timeZone: zone });

/** 1,204 */
export const count = (value: number) => numbers.format(value);

/** 11月20日（金） */
export function dayText(at: string | Date): string {
	const parts = day.formatToParts(new Date(at));
	const part = (type: string) => parts.find((p) => p.type === type)?.value.replace(/[月日]$/, "") ?? "";
	return `${part("month")}月${part("day")}日（${weekdayText(at)}）`;
}

/** 11月20日（金） 16:42 */
export const momentText = (at: string | Date) => `${dayText(at)} ${clock.format(new Date(at))}`;

/** 2026年11月20日（金） 16:42, for paper */
export const stampText = (at: string | Date) => `${dateText(at).replace(/年.*/, "年")}${momentText(at)}`;

/** 2026年11月20日（金） 16:42:05, for records */
export const secondText = (at: string | Date) => `${stampText(at)}:${seconds.format(new Date(at)).padStart(2, "0")}`;

/** 2026年11月20日 */
export const dateText = (at: string | Date) => fullDay.format(new Date(at));

/** 金 */
export const weekdayText = (at: string | Date) => weekday.format(new Date(at));

/** 1.2 MB */
export function bytesText(bytes: number): string {
	if (bytes < 1000) return `${count(bytes)} バイト`;
	if (bytes < 1_000_000) return `${count(Math.round(bytes / 1000))} KB`;
	return `${(bytes / 1_000_000).toLocaleString("ja-JP", { maximumFractionDigits: 1 })} MB`;
}

/** あと約 2 分 */
export function leftText(seconds: number): string {
	if (seconds < 60) return `あと約 ${count(Math.max(1, Math.round(seconds)))} 秒`;
	return `あと約 ${count(Math.round(seconds / 60))} 分`;
}

/** The first digits of a hash: enough for two people to compare by voice. */
export const shortHash = (hash: string) => `${hash.slice(0, 4)} ${hash.slice(4, 8)} ${hash.slice(8, 12)}…`;

/** Joins a folder and a name in the folder's own manner. */
export function joinPath(folder: string, name: string): string {
	const separator = folder.includes("\\") ? "\\" : "/";
	return folder.endsWith(separator) ? folder + name : folder + separator + name;
}

/** The file's name at the end of a path. */
export const fileName = (path: string) => path.split(/[\\/]/).at(-1) ?? path;
