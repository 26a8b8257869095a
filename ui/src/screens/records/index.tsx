import { screen } from "../../lib/screen";
import { RecordsScreen } from "./records";

export default [
	screen({
		path: "/records",
		title: "記録",
		acts: ["settle_hand_over", "audit"],
		menu: { section: "端末", place: 7 },
		help: {
			what: "書き出したファイル（授受簿）と、だれが何をしたかの記録です。",
			steps: [
				"渡すか消すかしたファイルは「引き渡しが済みました」を押します。",
				"「つながりを確かめる」で、記録が書きかえられていないことを確かめます。",
			],
		},
		Screen: RecordsScreen,
	}),
];
