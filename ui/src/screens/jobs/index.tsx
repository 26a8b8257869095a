import { screen } from "../../lib/screen";
import { JobScreen } from "./job";
import { JobsScreen } from "./jobs";

export default [
	screen({
		path: "/jobs",
		title: "送信状況",
		acts: ["jobs"],
		menu: { section: "ファイル", place: 3 },
		help: {
			what: "送ったファイルがどこまで進んだかを見ます。ほかの画面へ移っても、送信は続きます。",
			steps: [
				"ファイルの名前を押すと、くわしく見られます。",
				"止まっているときは、理由とすることが出ます。「もう一度ためす」で、待たずに続けます。",
				"「処理完了」はサーバーの仕事が終わったという意味です。登録できたかは、結果で確かめます。",
			],
		},
		Screen: JobsScreen,
	}),
	screen({
		path: "/jobs/:id",
		belongsTo: "/jobs",
		Screen: ({ id, person }) => <JobScreen id={Number(id)} person={person} />,
	}),
];
