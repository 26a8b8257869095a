import type { PiaQuestion, PiaRecordView, PiaView } from "../platform/bindings";
import { iso, type World } from "./world";

const grounds = [
	{ id: "single-insurer", label: "1つの事業所の事業主が単独で設立した健康保険組合" },
	{ id: "paper-only", label: "手作業処理用ファイル（紙など）だけを取り扱う事務" },
];

export const piaView = (world: World): PiaView => ({ records: world.pia, grounds, overdue: false });

/** As the tree says, as far as a screen has to be seen. */
export function assessPia(world: World, question: PiaQuestion, past: number): PiaView {
	const exempt = grounds.filter((ground) => question.exempt.includes(ground.id));
	const many = question.people >= 10_000;
	const record: PiaRecordView = {
		id: world.pia.length + 1,
		date: iso().slice(0, 10),
		by: world.person?.name ?? "",
		at: iso(),
		question,
		past,
		result: exempt.length > 0 ? "none" : "basic",
		result_title: exempt.length > 0 ? "義務付けの対象外" : "基礎項目評価のみ",
		because:
			exempt.length > 0
				? exempt.map((ground) => `免除: ${ground.label}`)
				: many
					? ["対象人数: 1万人以上10万人未満", "取扱者: 500人未満", "過去1年以内の重大事故: なし"]
					: ["対象人数: 1,000人以上1万人未満"],
		next_step: "基礎項目評価書を委員会に提出し、公表してください。少なくとも1年に1回は見直します。",
		review_by: iso(365).slice(0, 10),
		sha256: "7a".repeat(32),
	};
	world.pia = [record, ...world.pia];
	return piaView(world);
}
