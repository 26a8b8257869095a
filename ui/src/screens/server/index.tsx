import { screen } from "../../lib/screen";
import { ServerScreen } from "./server";

export default [
	screen({
		path: "/server",
		title: "サーバーへログイン",
		help: {
			what: "この端末とは別に、サーバーにも利用者IDがあります。",
			steps: ["サーバーの利用者IDとパスワードを入れます。", "続けて5回まちがえると使えなくなります。"],
		},
		Screen: ServerScreen,
	}),
];
