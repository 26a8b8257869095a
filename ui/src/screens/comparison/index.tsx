import { screen } from "../../lib/screen";
import { ComparisonScreen } from "./comparison";
import { ComparisonsScreen } from "./comparisons";
import { DecidedScreen } from "./decided";
import { PairScreen } from "./pair";
import { SampleScreen } from "./sample";

export default [
	screen({
		path: "/comparisons",
		title: "突合の確認",
		acts: ["comparisons"],
		menu: { section: "人の確認", place: 5, waiting: (frame) => frame.waiting.pairs },
		help: {
			what: "健保組合の記録と住基の記録のちがいを見て、同じ人かを決めます。",
			steps: [
				"くらべる組のファイルを預けると、A・B・Cに分かれます。Aは見本だけを見ます。",
				"Bはひとり、Cはふたりが別々に決めます。答えが分かれたら、相談してもう一度決めます。",
				"数字のキーで選び、Enterで決めます。迷うときは「あとで」を押します。",
				"決めた組は、結果を書き出すまで「決めた組を見る」から取り消せます。",
			],
		},
		Screen: ComparisonsScreen,
	}),
	screen({
		path: "/comparisons/:id",
		belongsTo: "/comparisons",
		Screen: ({ id, person }) => <ComparisonScreen id={Number(id)} person={person} />,
	}),
	screen({
		path: "/comparisons/:id/pairs",
		belongsTo: "/comparisons",
		Screen: ({ id }) => <PairScreen id={Number(id)} />,
	}),
	screen({
		path: "/comparisons/:id/decided",
		belongsTo: "/comparisons",
		Screen: ({ id }) => <DecidedScreen id={Number(id)} />,
	}),
	screen({
		path: "/comparisons/:id/sample",
		belongsTo: "/comparisons",
		Screen: ({ id }) => <SampleScreen id={Number(id)} />,
	}),
];
