import { screen } from "../../lib/screen";
import { NumbersScreen } from "./numbers";

export default [
	screen({
		path: "/numbers",
		title: "番号の入力",
		acts: ["numbers"],
		menu: { section: "人の確認", place: 3 },
		help: {
			what: "本人か事業主から届いた個人番号を入れ、基幹システムへ渡します。",
			steps: [
				"だれの番号かを入れ、そろった本人確認をえらんで、番号を2回打ちます。または収集ファイルから読みます。",
				"「番号を書き出す」で、基幹システムへ渡すファイルを作ります。",
				"基幹システムが取り込んだら、授受簿で「引き渡しが済みました」を押します。この端末の番号が消えます。",
			],
		},
		Screen: () => <NumbersScreen />,
	}),
	screen({
		path: "/numbers/of/:case",
		belongsTo: "/numbers",
		Screen: ({ case: confirmed }) => <NumbersScreen confirmed={confirmed} />,
	}),
];
