import type {
	CorrectionChoice,
	EmployerCount,
	FindingFilter,
	FindingGroup,
	FindingPage,
	FindingRow,
	FindingSheet,
	RowView,
	Who,
} from "../platform/bindings";

const families = ["練習", "見本", "試験", "仮名", "例示"];
const givens = ["太郎", "花子", "次郎", "桜", "三郎", "桃子"];

/** A made-up person; the same number is always the same person. */
export function personOf(row: number): Who {
	const year = 1955 + ((row * 7) % 55);
	const era = year >= 1989 ? `平成${year - 1988}年` : `昭和${year - 1925}年`;
	return {
		registration: `101-${100 + (row % 900)}-0${row % 4}`,
		name: `${families[row % families.length]}　${givens[row % givens.length]}`,
		birth_date: `${year}-0${1 + (row % 9)}-${10 + (row % 18)}（${era}）`,
	};
}

type Sample = Omit<FindingGroup, "columns"> & {
	column: string;
	value: (i: number) => string;
	message: string;
	fix?: (i: number) => string;
};

const samples: Sample[] = [
	{
		code: "NUMBER_TWO_PEOPLE",
		severity: "error",
		title: "同じ個人番号が、ちがう2人に付いています",
		remedy:
			"届出の原本を見て、どちらの番号かを確かめ、基幹システムで直してからもう一度選んでください。このまま送ると、ひとりの医療情報が別の人に見えます。",
		count: 2,
		column: "個人番号",
		value: () => "••••••••9018",
		message: "1,204 行目と 88,031 行目が同じ番号です。",
	},
	{
		code: "NUMBER_CHECK_DIGIT",
		severity: "error",
		title: "個人番号の検査用数字が合いません",
		remedy: "届出の原本と番号を見くらべ、基幹システムで直してください。",
		count: 3,
		column: "個人番号",
		value: (i) => `••••••••${1000 + i * 37}`,
		message: "12桁目が計算と合いません。",
	},
	{
		code: "CHARACTER_LOST",
		severity: "warning",
		title: "送ると ● になる字があります",
		remedy: "届いた先では ● と見えます。読みが分かるように、カナ氏名を確かめてください。",
		count: 380,
		column: "漢字氏名",
		value: (i) => `練習　𠮷${givens[i % givens.length]}`,
		message: "「𠮷」はサーバーの文字にありません。",
		fix: (i) => `練習　吉${givens[i % givens.length]}`,
	},
	{
		code: "NAME_CHANGED",
		severity: "info",
		title: "前回から氏名が変わりました",
		remedy: "届出があったかを確かめてください。",
		count: 12,
		column: "漢字氏名",
		value: (i) => personOf(i * 3).name,
		message: "前に送った氏名とちがいます。",
	},
];

/** Which kinds of finding a file has. */
export type Flaws = "errors" | "warnings" | "none" | "million";

export const groupsOf = (flaws: Flaws): FindingGroup[] =>
	samplesOf(flaws).map(({ code, severity, title, remedy, count, column }) => {
		const columns = [{ column, count }];
		return { code, severity, title, remedy, count, columns };
	});

function samplesOf(flaws: Flaws): Sample[] {
	if (flaws === "none") return [];
	if (flaws === "million") return samples.map((sample, n) => (n === 1 ? { ...sample, count: 1_000_000 } : sample));
	return flaws === "errors" ? samples : samples.filter((sample) => sample.severity !== "error");
}

const rowOf = (sample: Sample, i: number): FindingRow => {
	const row = sample.count > 10_000 ? i + 1 : 1204 + i * 97;
	return {
		row,
		column: sample.column,
		value: sample.value(i),
		message: sample.message,
		replacement: sample.fix?.(i) ?? null,
		who: personOf(row),
	};
};

export function pageOf(flaws: Flaws, filter: FindingFilter, offset: number, limit: number): FindingPage {
	const sample = samplesOf(flaws).find((each) => each.code === filter.code && each.severity === filter.severity);
	if (!sample || (filter.column !== null && filter.column !== sample.column)) return { total: 0, rows: [], offset };
	const words = filter.words.replaceAll(",", "");
	if (words === "") {
		const length = Math.max(0, Math.min(limit, sample.count - offset));
		const rows = Array.from({ length }, (_, at) => rowOf(sample, offset + at));
		return { total: sample.count, rows, offset };
	}
	const all = Array.from({ length: Math.min(sample.count, 5_000) }, (_, i) => rowOf(sample, i));
	const found = all.filter((row) => String(row.row) === words || row.who.registration.includes(words));
	return { total: found.length, rows: found.slice(offset, offset + limit), offset };
}

export function choicesOf(flaws: Flaws, code: string): CorrectionChoice[] {
	const sample = samplesOf(flaws).find((each) => each.code === code);
	if (!sample?.fix) return [];
	const { message, count, value, fix } = sample;
	return [{ message, count, before: value(0), after: fix(0) }];
}

/** The cells of a made-up row, the number masked. */
export function cellsOf(row: number): RowView {
	const who = personOf(row);
	const [symbol = "", number = "", branch = ""] = who.registration.split("-");
	const cells = [
		["異動区分", "1", "取得"],
		["資格取得日", "20260401"],
		["保険者番号", "06990014"],
		["記号", symbol],
		["番号", number],
		["枝番（2桁）", branch],
		["漢字氏名", who.name],
		["カナ氏名", "レンシュウ　タロウ"],
		["生年月日", who.birth_date.slice(0, 10).replaceAll("-", "")],
		["性別", "1", "男"],
		["郵便番号", "1000001"],
		["住所", "東京都千代田区千代田１－１"],
		["個人番号", "••••••••9018"],
		["取得経路", "1", "事業主"],
	].map(([column = "", value = "", meaning]) => ({ column, value, meaning: meaning ?? null }));
	return { row, cells };
}

/** With errors the file names two 事業所, so that each gets its own sheet. */
export const employersOf = (flaws: Flaws): EmployerCount[] =>
	(flaws === "errors" ? ["0001", "0002"] : [""]).map((employer) => ({ employer, count: 190 }));

export const sheetsOf = (flaws: Flaws, employer: string | null): FindingSheet[] =>
	employersOf(flaws)
		.filter((each) => employer === null || each.employer === employer)
		.map(({ employer }) => ({
			employer,
			groups: samplesOf(flaws).map((sample) => {
				const { severity, title, remedy, count } = sample;
				const rows = Array.from({ length: Math.min(count, 500) }, (_, i) => rowOf(sample, i));
				return { severity, title, remedy, count, rows };
			}),
		}));
