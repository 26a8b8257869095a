import { screen } from "../../lib/screen";
import { CaseScreen } from "./case";
import { CasesScreen } from "./cases";

export default [
	screen({
		path: "/identity",
		title: "本人確認",
		acts: ["identity_cases"],
		menu: { section: "人の確認", place: 1 },
		help: {
			what: "番号を受け取る前に、番号と身元を確かめます。何で、だれが、いつ確かめたかだけを残します。",
			steps: [
				"質問に、数字のキーかボタンで答えます。途中でやめても、答えたところまで残ります。",
				"赤い輪のところを見て、「はい」か「いいえ」を選びます。",
				"そろったら、だれの届けかを書いて記録を閉じます。個人番号や書類の番号は書きません。",
			],
		},
		Screen: CasesScreen,
	}),
	screen({
		path: "/identity/:id",
		belongsTo: "/identity",
		Screen: ({ id, person }) => <CaseScreen id={Number(id)} person={person} />,
	}),
];
