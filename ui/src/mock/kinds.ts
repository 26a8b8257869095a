import type { KindView } from "../platform/bindings";

const group = (heading: string, kinds: [kind: string, title: string][], extension = "csv"): KindView[] =>
	kinds.map(([kind, title]) => ({
		kind,
		title,
		group: heading,
		extension,
		version: "仮-2026.1",
		provisional: true,
	}));

/** Some of each heading, in the program's order. */
export const kinds: KindView[] = [
	...group("加入者の登録", [["member-registration", "加入者情報一括登録"]]),
	...group("副本の登録", [
		["qualification", "資格情報"],
		["childbirth-lump-sum", "出産育児一時金"],
		["family-childbirth-lump-sum", "家族出産育児一時金"],
		["family-funeral", "家族埋葬料"],
		["funeral", "埋葬料"],
		["high-cost-combined", "高額介護合算療養費"],
		["injury-sickness-allowance", "傷病手当金"],
		["maternity-allowance", "出産手当金"],
	]),
	...group("個人番号・本人確認の照会", [
		["resident-lookup", "照会要求（5情報から個人番号）"],
		["resident-verify", "本人確認情報照会（個人番号から5情報）"],
	]),
	...group("情報照会", [["information-inquiry", "情報照会"]]),
	...group("マスター", [
		["access-groups", "アクセスグループ情報"],
		["departments", "部署情報"],
		["roles", "ロール情報"],
		["systems", "接続システム情報"],
		["users", "ユーザー情報"],
	]),
	...group(
		"マスター",
		[
			["code-conversion", "業務コード情報"],
			["insurer-definition", "医療保険者等定義情報（文字コード）"],
		],
		"xml",
	),
];
