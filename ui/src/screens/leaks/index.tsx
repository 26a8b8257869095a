import { screen } from "../../lib/screen";
import { LeakScreen } from "./leak";
import { LeaksScreen } from "./leaks";

export default [
	screen({
		path: "/leaks",
		title: "漏えいの記録",
		acts: ["leaks"],
		menu: { section: "端末", place: 10 },
		help: {
			what: "漏えいや紛失、まちがった送付があったとき（そのおそれのあるときも）、分かったことと、速報・確報の日を残します。",
			steps: [
				"まず「漏えいを書きとめる」で、分かっていることだけを書きます。分からないことは空のままにします。",
				"分かるたびに追記します。だれが、いつ、何を追記したかが残ります。",
				"速報・確報をしたら、した日と報告先を記録します。報告が必要かどうかは、この端末では決めません。",
			],
		},
		Screen: LeaksScreen,
	}),
	screen({
		path: "/leaks/:id",
		belongsTo: "/leaks",
		Screen: ({ id, person }) => <LeakScreen id={Number(id)} person={person} />,
	}),
];
