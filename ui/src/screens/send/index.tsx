import { screen } from "../../lib/screen";
import { SendScreen } from "./send";

export default [
	screen({
		path: "/send",
		title: "送る",
		acts: ["take_in"],
		menu: { section: "ファイル", place: 1 },
		help: {
			what: "基幹システムから取り出したファイルを選び、送る前に検査します。検査だけでは何も送りません。",
			steps: [
				"種類とファイルを選び、「検査する」を押します。",
				"誤りがあれば、基幹システムで直して取り出しなおします。急ぐときは、誤りの行を除いて送れます。",
				"「承認を頼む」を押すと、承認者に届きます。",
			],
		},
		Screen: SendScreen,
	}),
];
