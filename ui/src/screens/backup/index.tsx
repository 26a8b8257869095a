import { screen } from "../../lib/screen";
import { BackupScreen } from "./backup";

export default [
	screen({
		path: "/backup",
		title: "バックアップ",
		acts: ["backups"],
		menu: { section: "端末", place: 7 },
		help: {
			what: "PCが壊れたときのために、この端末のデータを1つのファイルにまとめて、別の場所に置きます。",
			steps: [
				"パスフレーズを決めて作ります。パスフレーズはこの端末に残しません。紙に書いて、金庫などに入れてください。",
				"「予定」を決めると、決まった日ごとに自動で作り、古いものから消します。",
				"「確かめる」で、開けるか、記録がつながっているかを見られます。いまのデータは変わりません。",
				"戻すときは、新しいPCの「はじめの設定」で「バックアップから始める」を選びます。2人のパスワードが必要です。証明書の鍵は戻らないことがあります。",
			],
		},
		Screen: BackupScreen,
	}),
];
