import { screen } from "../../lib/screen";
import { MembersScreen } from "./members";

export default [
	screen({
		path: "/members",
		title: "加入者の登録と照合",
		acts: ["member_form"],
		menu: { section: "人の確認", place: 8 },
		help: {
			what: "ファイルを作らずに1人の加入者情報を送ります。基幹システムの一覧を、登録した人と比べることもできます。",
			steps: [
				"取得・変更・訂正のどれかをえらび、届出のとおりに入れます。個人番号は2回打ちます。",
				"1行のファイルになり、ほかのファイルと同じ検査と承認を通ってから送られます。",
				"登録もれは、基幹システムの加入者の一覧（CSVかExcel）をえらぶと、ちがう人の一覧になります。",
			],
		},
		Screen: MembersScreen,
	}),
];
