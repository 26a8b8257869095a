import { screen } from "../../lib/screen";
import { UsersScreen } from "./users";

export default [
	screen({
		path: "/users",
		title: "利用者と権限",
		acts: ["users"],
		menu: { section: "端末", place: 2 },
		help: {
			what: "この端末を使う人を追加します。用意する人と承認する人は、別の人にします。",
			steps: [
				"利用者ID・名前・最初のパスワード・役割を入れます。",
				"最初のパスワードは、本人が最初のログインで変えます。",
				"異動や退職のときは「使えなくする」にします。記録のために、一覧には残ります。代わりの人には、さいごの日を決めます。",
				"パスワードを忘れた人には、最初のパスワードを決めなおします。1日のあいだ、その2人だけでは、2人で決めることを決められません。",
				"どの役割が何をできるかは、下の表で確かめられます。",
			],
		},
		Screen: UsersScreen,
	}),
];
