import type { DefinitionFile, DefinitionText, DefinitionView } from "../platform/bindings";
import { fingerprint, iso } from "./world";

const kinds: [kind: string, title: string, group: string][] = [
	["member-registration", "加入者情報一括登録", "加入者の登録"],
	["qualification", "資格情報", "副本の登録"],
	["childbirth-lump-sum", "出産育児一時金", "副本の登録"],
	["access-groups", "アクセスグループ", "マスター"],
];

export const shippedDefinitions = (): DefinitionView[] =>
	kinds.map(([kind, title, group_title]) => ({
		kind,
		title,
		group_title,
		direction_title: "サーバーへ送る",
		version: "仮-2026.1",
		provisional: true,
		effective_from: "2016-01-01",
		effective_to: null,
		in_force: true,
		imported: null,
	}));

/** What a file at this path would define; `bad` in its name makes it a broken one. */
export function definitionFile(path: string): DefinitionFile {
	if (path.includes("bad"))
		return {
			sha256: fingerprint,
			problems: [
				{ line: 12, text: "「encoding」に「utf-9」は書けません。utf-8、cp932、shift_jis のどれかにしてください。" },
				{ line: 88, text: "列「postal」はありません。" },
			],
			defines: null,
			compared_with: null,
			changes: [],
		};
	return {
		sha256: fingerprint,
		problems: [],
		defines: {
			...(shippedDefinitions()[0] as DefinitionView),
			version: "正式-2027.1",
			provisional: false,
			effective_from: "2027-04-01",
			in_force: false,
		},
		compared_with: "仮-2026.1",
		changes: ["列「続柄」に、コード 4（祖父母）が増えます。", "列「住所」は、200字までから100字までになります。"],
	};
}

export const imported = (view: DefinitionView, by: string): DefinitionView => ({
	...view,
	imported: { by, at: iso(), sha256: fingerprint, retired_at: null, readable: true },
});

export const definitionText = (of: DefinitionView): DefinitionText => ({
	of,
	facts: [
		{ name: "ファイル", value: `${of.title}ファイル` },
		{ name: "ファイルの名前", value: "kanyusha_{date}_{sequence}.csv" },
		{ name: "形", value: "CSV" },
		{ name: "文字コード", value: "UTF-8" },
		{ name: "行の数", value: "1,000,000 行まで" },
	],
	column_headings: ["項目名", "形式", "必須", "長さ", "使える値", "画面での表示", "説明"],
	columns: [
		["異動区分", "コード", "必須", "", "1: 取得、2: 喪失、3: 氏名・住所変更", "", ""],
		["資格取得日", "日付（西暦8桁）", "必須", "", "", "", ""],
		["漢字氏名", "文字", "必須", "50字まで", "", "", ""],
		["個人番号", "個人番号", "必須", "", "", "伏せる", "12桁の数字です。"],
	],
	rules: ["「資格喪失日」は、「異動区分」が2のときに要ります。", "同じ「個人番号」が、ちがう2人にあってはいけません。"],
});
