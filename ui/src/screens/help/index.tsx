import { screen } from "../../lib/screen";
import { HelpScreen } from "./help";

export default [
	screen({
		path: "/help",
		title: "手引き",
		menu: { section: "端末", place: 12 },
		help: {
			what: "画面ごとの手引きと、ことばの意味を読めます。",
			steps: ["画面の名前を押すと、その手引きが開きます。"],
		},
		Screen: HelpScreen,
	}),
];
