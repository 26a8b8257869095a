import { screen } from "../../lib/screen";
import { ChangePasswordScreen } from "./change-password";

export default [
	screen({
		path: "/password",
		title: "パスワードを変える",
		help: {
			what: "自分のパスワードを変えます。ほかの人のものは変えられません。",
			steps: ["いまのパスワードを入れます。", "新しいパスワードを、12文字以上で2回入れます。"],
		},
		Screen: ChangePasswordScreen,
	}),
];
