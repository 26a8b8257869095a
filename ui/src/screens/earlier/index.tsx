import { screen } from "../../lib/screen";
import { EarlierScreen } from "./earlier";

export default [
	screen({
		path: "/earlier",
		title: "以前との比較",
		acts: ["index"],
		menu: { section: "端末", place: 5 },
		help: {
			what: "以前に送ったファイルと比べて、個人番号が変わった人や、家族と入れかわった番号を見つけます。",
			steps: [
				"システム管理者が、目的と廃棄する日を決めて始めます。決めるまでは何も残しません。",
				"結果を確認した送信の人が、索引に加わります。",
				"監査担当者は、索引に入っている人を見られます。個人番号は出しません。",
				"廃棄する日が来るか、やめると、索引を廃棄して廃棄記録簿に載せます。",
			],
		},
		Screen: EarlierScreen,
	}),
];
