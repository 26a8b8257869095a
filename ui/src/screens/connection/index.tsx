import { mayDo } from "../../lib/acts";
import { screen } from "../../lib/screen";
import type { PersonView } from "../../platform";
import { ConnectionScreen } from "./connection";

/** Only who looks after certificates has their screen. */
const wayBack = (person: PersonView) =>
	mayDo(person, "import_certificate")
		? { to: "/certificates", words: "証明書と接続へ" }
		: { to: "/", words: "ホームへ" };

export default [
	screen({
		path: "/connection",
		title: "つながるか確かめる",
		belongsTo: "/certificates",
		help: {
			what: "接続先までの道を1つずつ確かめ、どこで止まっているかを言います。ログインしていなくても使えます。",
			steps: [
				"「つながるか確かめる」を押します。加入者の情報は送りません。",
				"●のところで止まっています。その下の「対処方法」のとおりにします。",
				"連動テストの証跡には「接続試験の結果を印刷する」を使います。",
			],
		},
		Screen: ({ person }) => <ConnectionScreen back={wayBack(person)} />,
	}),
];
