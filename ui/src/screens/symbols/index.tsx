import { screen } from "../../lib/screen";
import { SymbolsScreen } from "./symbols";

export default [
	screen({
		path: "/symbols",
		title: "機関別符号",
		acts: ["symbols"],
		menu: { section: "人の確認", place: 10 },
		help: {
			what: "機関別符号が、だれの分までそろったかを見ます。符号そのものは、この端末に来ません。",
			steps: [
				"「サーバーに聞く」で、まだ取得できていない人が出ます。",
				"「失敗」の人は、個人番号と5情報を原本で確かめ、直して送りなおします。",
				"直したあとで「もう一度求める」を押します。",
			],
		},
		Screen: SymbolsScreen,
	}),
];
