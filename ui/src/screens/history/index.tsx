import { screen } from "../../lib/screen";
import { HistoryScreen } from "./history";

export default [
	screen({
		path: "/history",
		title: "送ったものの推移",
		acts: ["sent"],
		belongsTo: "/",
		help: {
			what: "送って結果が届いた行を、週・月・年でまとめます。登録と照会は分けて数えます。",
			steps: ["期間と種類を選びます。", "Ctrl+P で、いま見ている表を印刷できます。"],
		},
		Screen: HistoryScreen,
	}),
];
