import { screen } from "../../lib/screen";
import { SettingsScreen } from "./settings";

export default [
	screen({
		path: "/settings",
		title: "設定",
		acts: ["settings"],
		menu: { section: "端末", place: 6 },
		help: {
			what: "この端末の動きを決めます。変えると、すぐに効きます。",
			steps: [
				"「離席とみなすまでの時間」がたつと、画面に鍵がかかります。本人のパスワードで、続きから使えます。",
				"「管理されています」とあるものは、組織のシステムの担当者が決めています。この端末では変えられません。",
			],
		},
		Screen: SettingsScreen,
	}),
];
