import { screen } from "../../lib/screen";
import { TimelineScreen } from "./timeline";
import { TimelinesScreen } from "./timelines";

export default [
	screen({
		path: "/timelines",
		title: "登録の期限",
		acts: ["timelines"],
		menu: { section: "人の確認", place: 4 },
		help: {
			what: "届出を受けた人を、5日のうちに登録するための一覧です。検査したファイルと、入れた番号から、自動で並びます。",
			steps: [
				"期限の早い人から、「いまの状態」を見て、送信を進めます。",
				"名前を押すと、取得日から資格の登録までの道のりが出ます。",
				"届出が取り下げられた人は、「登録しないことにする」に理由を書いて外します。",
				"番号待ち・海外・不詳・長い氏名の人は、下に並びます。足りないものがそろった行をサーバーが受け入れると、済みになります。",
				"5日の数え方は公開の資料にありません。ここでは、期限がいちばん早く来る数え方（次の日から、休みの日も数える）にしています。",
			],
		},
		Screen: TimelinesScreen,
	}),
	screen({ path: "/timelines/:registration", belongsTo: "/timelines", Screen: TimelineScreen }),
];
