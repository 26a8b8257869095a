import { screen } from "../../lib/screen";
import { DefinitionScreen } from "./definition";
import { DefinitionsScreen } from "./definitions";
import { DraftScreen } from "./draft";

export default [
	screen({
		path: "/definitions",
		title: "ファイルの定義",
		acts: ["import_definition", "take_in"],
		menu: { section: "端末", place: 4 },
		help: {
			what: "ファイルの形（列・コード・決まり）を決めたものです。新しい版を取り込むと、使う期間の初めの日から使います。",
			steps: [
				"配布元から受け取った定義ファイルを選び、「中身を確かめる」を押します。",
				"変わることを読み、ハッシュ値を配布元の紙と1組ずつ見くらべてから取り込みます。",
				"動いている送信は、検査したときの版のまま終わりまで進みます。",
			],
		},
		Screen: DefinitionsScreen,
	}),
	screen({
		path: "/definitions/draft",
		belongsTo: "/definitions",
		Screen: () => <DraftScreen />,
	}),
	screen({ path: "/definitions/:kind/:version", belongsTo: "/definitions", Screen: DefinitionScreen }),
];
