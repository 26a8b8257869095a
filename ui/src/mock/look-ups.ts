import type { AskLine, LookUpEstimate, LookUpsView, NumberLine, NumberOwner, NumbersView } from "../platform/bindings";
import { fail } from "./problems";
import { iso, type World } from "./world";

const purposes = [
	{ code: "1", title: "資格取得の届出" },
	{ code: "3", title: "個人番号の確認" },
];
const kinds = [
	{ kind: "resident-lookup", title: "照会要求（5情報から個人番号）", by_number: false, purposes },
	{ kind: "resident-verify", title: "本人確認情報照会（個人番号から5情報）", by_number: true, purposes },
];

export const estimate = (world: World): LookUpEstimate => ({
	rows: 12,
	yen_per_hit: world.yenPerHit,
	most_yen: 12 * world.yenPerHit,
});

export function lookUpsView(world: World): LookUpsView {
	const found = world.asking.length > 0;
	const line = {
		job: 8,
		title: kinds[0]?.title ?? "",
		purpose: "資格取得の届出",
		reason: "事業主に2回求めたが、番号が届かない",
		by: "練習 花子",
		at: iso(-2),
		state: "confirmed" as const,
		state_title: "結果確認済",
		rows: 12,
		hits: 10,
		yen: 10 * world.yenPerHit,
		comparison: null,
	};
	return {
		yen_per_hit: world.yenPerHit,
		kinds,
		lines: found ? [line] : [],
		yen: found ? line.yen : 0,
		asking: world.asking,
	};
}

export const askLine = (row: number, name: string, why: string): AskLine => ({
	job: 8,
	row,
	who: { registration: `101-${30 + row}-00`, name, birth_date: "1984年3月9日（昭和59年）" },
	why,
	at: iso(-2),
	days: 2,
	settled: null,
});

export const numbersView = (world: World): NumbersView => ({
	waiting: world.numbers,
	taken: [],
	file_name: "shutoku_bango_20261122.csv",
});

export function enterNumber(world: World, owner: NumberOwner, digits: string, source: string): NumbersView {
	const line: NumberLine = {
		id: world.numbers.length + 1,
		registration: [owner.symbol, owner.number, owner.card_branch].filter(Boolean).join("-"),
		name: owner.name_kana,
		masked: `••••••••${digits.slice(8)}`,
		source,
		by: world.person?.name ?? fail("NOT_LOGGED_IN"),
		at: iso(),
		hand_over: null,
	};
	world.numbers = [...world.numbers, line];
	return numbersView(world);
}
