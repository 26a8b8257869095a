import { screen } from "../../lib/screen";
import { ProtectedScreen } from "./protected";

export default [
	screen({
		path: "/protected",
		title: "保護の対象の人",
		acts: ["protected_people"],
		menu: { section: "人の確認", place: 7 },
		help: {
			what: "DVなどの被害者で、居所を知られてはいけない人の一覧です。どの画面でも名前に【保護】が付き、住所は隠します。",
			steps: [
				"送るファイルのフラグ（不開示該当・自己情報提供不可）から、ひとりでに一覧に入ります。ファイルより先に入れることもできます。",
				"「確かめる日」を決めると、近づいたときにホームでお知らせします。",
				"フラグを外すファイルと、この人のいない全件のファイルは、2人（1人は承認者）が決めるまで送れません。",
			],
		},
		Screen: ProtectedScreen,
	}),
];
