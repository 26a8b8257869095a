import type { FindingGroup, FindingRow, Who } from "../platform/bindings";

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

type Sample = FindingGroup & { column: string; value: (i: number) => string; message: string };

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
export type Flaws = "errors" | "warnings" | "none";

export const groupsOf = (flaws: Flaws): FindingGroup[] =>
	samplesOf(flaws).map(({ code, severity, title, remedy, count }) => ({ code, severity, title, remedy, count }));

function samplesOf(flaws: Flaws): Sample[] {
	if (flaws === "none") return [];
	return flaws === "errors" ? samples : samples.filter((sample) => sample.severity !== "error");
}

export function rowsOf(flaws: Flaws, code: string | null, offset: number, limit: number): FindingRow[] {
	const sample = samplesOf(flaws).find((each) => each.code === code);
	if (!sample) return [];
	const length = Math.max(0, Math.min(limit, sample.count - offset));
	return Array.from({ length }, (_, at) => {
		const i = offset + at;
		const row = 1204 + i * 97;
		return { row, column: sample.column, value: sample.value(i), message: sample.message, who: personOf(row) };
	});
}
