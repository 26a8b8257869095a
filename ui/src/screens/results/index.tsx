import { screen } from "../../lib/screen";
import { ResultScreen } from "./result";
import { ResultsScreen } from "./results";

export default [
	screen({
		path: "/results",
		title: "結果",
		acts: ["result"],
		menu: { section: "ファイル", place: 4, waiting: (frame) => frame.waiting.results },
		help: {
			what: "サーバーから届いた結果を読み、登録できなかった人を直します。",
			steps: [
				"被保険者枝番を書き出して、基幹システムに渡します。",
				"登録されていない行を書き出し、基幹システムで直して、もう一度送ります。",
				"「結果を確認しました」を押すと、その送信は終わりです。",
			],
		},
		Screen: ResultsScreen,
	}),
	screen({
		path: "/jobs/:id/result",
		belongsTo: "/results",
		Screen: ({ id }) => <ResultScreen id={Number(id)} />,
	}),
];
