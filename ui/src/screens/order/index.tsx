import { screen } from "../../lib/screen";
import { OrderScreen } from "./order";

export default [
	screen({
		path: "/order",
		title: "送信の順番",
		acts: ["steps"],
		belongsTo: "/",
		help: {
			what: "どの種類を先に送る決まりか、いまどこまで済んだかを見ます。",
			steps: [
				"「まだ」の種類を先に送り、結果を確認すると、次の種類を送れます。",
				"ほかの端末や以前に済んでいるときは、システム管理者が理由を書いて記録します。ホームに出ます。",
				"再切替のあとなどに同じ内容をもう一度送るときも、システム管理者が理由を書きます。",
			],
		},
		Screen: OrderScreen,
	}),
];
