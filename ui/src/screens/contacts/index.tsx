import { screen } from "../../lib/screen";
import { ContactsScreen } from "./contacts";

export default [
	screen({
		path: "/contacts",
		title: "連絡先",
		acts: ["contacts"],
		menu: { section: "端末", place: 11 },
		help: {
			what: "困ったときや漏えいのときに、だれに、どう連絡するかの一覧（報告連絡網）です。",
			steps: [
				"システム管理者が、名前と電話などを書きます。",
				"上から順に連絡します。漏えいの記録の紙にも、この一覧が出ます。",
				"電話がつながらないときのために、印刷して貼っておきます。",
			],
		},
		Screen: ContactsScreen,
	}),
];
