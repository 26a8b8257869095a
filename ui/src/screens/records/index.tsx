import { screen } from "../../lib/screen";
import { RecordsScreen } from "./records";

export default [
	screen({
		path: "/records",
		title: "記録",
		acts: ["settle_hand_over", "audit"],
		menu: { section: "端末", place: 8 },
		help: {
			what: "書き出したファイル（授受簿）と、だれが何をしたかの記録です。",
			steps: [
				"渡すか消すかしたファイルは「引き渡しが済みました」を押します。",
				"「書きかえられていないか確かめる」で、記録がはじめのままであることを確かめます。",
				"言葉・日・結果でさがし、さがしたとおりに印刷（Ctrl+P）や書き出しができます。",
			],
		},
		Screen: RecordsScreen,
	}),
];
