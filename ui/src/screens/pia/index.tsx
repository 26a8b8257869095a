import { screen } from "../../lib/screen";
import { PiaScreen } from "./pia";

export default [
	screen({
		path: "/pia",
		title: "PIAの判断",
		acts: ["pia"],
		menu: { section: "端末", place: 3 },
		help: {
			what: "特定個人情報保護評価の、どの評価が必要かを判断して、日付とともに残します。",
			steps: ["人数と当てはまるものを入れて「判断して残す」を押します。", "1年たつ前に、ホームでお知らせします。"],
		},
		Screen: PiaScreen,
	}),
];
