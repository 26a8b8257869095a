import type { Role } from "./bindings";

// Stands in for the core's own table of acts until `cargo xtask bindings` writes it here. Nowhere else in these screens
// stands who may do what.

export type ActName =
	| "add_user"
	| "answer_case"
	| "approve"
	| "assess_pia"
	| "audit"
	| "begin_look_up"
	| "change_setting"
	| "close_case"
	| "close_timeline"
	| "compare_look_up"
	| "comparisons"
	| "finding_groups"
	| "home"
	| "identity_cases"
	| "import_certificate"
	| "import_definition"
	| "index"
	| "jobs"
	| "look_ups"
	| "mismatches"
	| "new_case"
	| "numbers"
	| "pia"
	| "receive_mismatches"
	| "result"
	| "retire_definition"
	| "save_comparison"
	| "save_definition"
	| "set_look_up_cost"
	| "set_thresholds"
	| "settings"
	| "settle_asking"
	| "settle_hand_over"
	| "take_in"
	| "take_pairs"
	| "timelines"
	| "turn_index_off"
	| "turn_index_on"
	| "users";

type Act = {
	title: string;
	/** Anybody, anybody who is logged in, or who has one of these roles. */
	who: "open" | "person" | Role[];
};

export const ACTS: Record<ActName, Act> = {
	add_user: { title: "利用者の追加", who: ["admin"] },
	answer_case: { title: "本人確認の回答", who: ["clerk"] },
	approve: { title: "承認", who: ["approver"] },
	assess_pia: { title: "しきい値判断", who: ["approver", "admin"] },
	audit: { title: "操作の記録の閲覧", who: ["admin", "auditor"] },
	begin_look_up: { title: "照会の用意", who: ["clerk"] },
	change_setting: { title: "設定の変更", who: ["admin"] },
	close_case: { title: "本人確認の記録の締め", who: ["clerk"] },
	close_timeline: { title: "登録しない決定", who: ["clerk"] },
	compare_look_up: { title: "照会の結果の突合", who: ["clerk"] },
	comparisons: { title: "突合の一覧の閲覧", who: ["clerk", "approver"] },
	finding_groups: { title: "検査結果の閲覧", who: ["clerk", "approver"] },
	home: { title: "ホームの閲覧", who: "person" },
	identity_cases: { title: "本人確認の一覧の閲覧", who: ["clerk", "auditor"] },
	import_certificate: { title: "証明書の取り込み", who: ["admin"] },
	import_definition: { title: "定義の取り込み", who: ["admin"] },
	index: { title: "索引の閲覧", who: ["admin", "auditor"] },
	jobs: { title: "送信状況の閲覧", who: ["clerk", "approver", "auditor"] },
	look_ups: { title: "照会の一覧の閲覧", who: ["clerk", "approver", "admin", "auditor"] },
	mismatches: { title: "突合不一致の一覧の閲覧", who: ["clerk", "approver", "auditor"] },
	new_case: { title: "本人確認の開始", who: ["clerk"] },
	numbers: { title: "番号の一覧の閲覧", who: ["clerk"] },
	pia: { title: "しきい値判断の閲覧", who: ["approver", "admin", "auditor"] },
	receive_mismatches: { title: "突合不一致の受け取り", who: ["clerk", "approver"] },
	result: { title: "結果の閲覧", who: ["clerk"] },
	retire_definition: { title: "定義の取りやめ", who: ["admin"] },
	save_comparison: { title: "突合の結果の書き出し", who: ["clerk"] },
	save_definition: { title: "定義の書き出し", who: ["admin"] },
	set_look_up_cost: { title: "照会の費用の変更", who: ["admin"] },
	set_thresholds: { title: "比較の割合の変更", who: ["admin"] },
	settings: { title: "設定の閲覧", who: ["admin", "auditor"] },
	settle_asking: { title: "聞いた結果の記入", who: ["clerk"] },
	settle_hand_over: { title: "引き渡しの記入", who: ["clerk"] },
	take_in: { title: "ファイルの取り込み", who: ["clerk"] },
	take_pairs: { title: "組の預かり", who: ["clerk"] },
	timelines: { title: "登録の期限の閲覧", who: ["clerk", "approver", "auditor"] },
	turn_index_off: { title: "索引の廃棄", who: ["admin"] },
	turn_index_on: { title: "索引の開始", who: ["admin"] },
	users: { title: "利用者の一覧の閲覧", who: ["admin", "auditor"] },
};
