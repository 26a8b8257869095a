import { screen } from "../../lib/screen";
import { QueueScreen } from "./queue";

export default [
	screen({
		path: "/queue",
		title: "送信待ち",
		acts: ["queue"],
		menu: { section: "ファイル", place: 5 },
		help: {
			what: "これから出るファイルの順番と、待っているわけを見ます。1つの接続先へは、1件ずつ出ます。",
			steps: [
				"上にあるものから出ます。止まっているものは、ほかを待たせません。",
				"急ぐものは「先に送る」を押します。もう出はじめているものは、終わるまで待ちます。",
			],
		},
		Screen: QueueScreen,
	}),
];
