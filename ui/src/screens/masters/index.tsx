import { screen } from "../../lib/screen";
import { MasterChangesScreen } from "./changes";
import { MastersScreen } from "./masters";

export default [
	screen({
		path: "/masters",
		title: "配信マスター",
		acts: ["pull_masters", "take_masters", "save_masters"],
		menu: { section: "ファイル", place: 6 },
		help: {
			what: "情報提供NWS配信マスター（機関・事務手続・特定個人情報名など）を受け取り、基幹システムへ渡します。",
			steps: [
				"「サーバーから受け取る」で、変わったところ（差分）を受け取ります。全件と一致しない差分は使わず、全件を受け取ります。",
				"配られたファイルがあるときは「ファイルを取り込む」を使います。全件か差分かは、ファイルの中で分かります。",
				"「基幹システムへ書き出す」で、全件か、前に渡した版からの差分を渡します。",
			],
		},
		Screen: MastersScreen,
	}),
	screen({
		path: "/masters/:step",
		belongsTo: "/masters",
		Screen: ({ step }) => <MasterChangesScreen step={Number(step)} />,
	}),
];
