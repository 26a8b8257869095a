import { screen } from "../../lib/screen";
import { DayCloseScreen } from "./day-close";

export default [
	screen({
		path: "/day-close",
		title: "当日締め",
		acts: ["close_day", "days"],
		menu: { section: "端末", place: 9 },
		help: {
			what: "その日の仕事のまとめと、操作の記録の控え（番号とハッシュ値）を紙に残します。",
			steps: [
				"一日の終わりに「今日を締める」を押し、「印刷する」で紙に出して保管します。",
				"紙の控えは、端末のデータとちがって、あとから書きかえられません。監査担当者が「記録」の画面で、紙の控えを入れて確かめます。",
				"締めたあとでも仕事はできます。もう一度締めると、新しい紙になります。",
			],
		},
		Screen: DayCloseScreen,
	}),
];
