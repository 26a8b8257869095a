import { screen } from "../../lib/screen";
import { HomeScreen } from "./home";

export default [
	screen({
		path: "/",
		title: "ホーム",
		acts: ["home"],
		menu: { section: null, place: 1 },
		help: {
			what: "きょうすることが、期限の近い順に並びます。色の付いたボタンが、いま進めるものです。",
			steps: ["上から順に、右のボタンを押します。", "何もなければ「きょうすることはありません」と出ます。"],
		},
		Screen: HomeScreen,
	}),
];
