import { screen } from "../../lib/screen";
import { LookUpsScreen } from "./look-ups";

export default [
	screen({
		path: "/look-ups",
		title: "番号の照会",
		acts: ["look_ups"],
		menu: { section: "人の確認", place: 2 },
		help: {
			what: "住基ネットに、5情報から個人番号を、または番号から5情報を照会します。費用がかかり、別の人の承認が必要です。",
			steps: [
				"本人に番号を求めても得られなかった人だけを、5情報をそろえて入れます。",
				"利用目的と理由を書き、費用を見てから検査に進みます。",
				"見つかった人は「突合の確認」で見くらべます。2人以上に当たった人や、見つからなかった人は、本人に聞きます。",
			],
		},
		Screen: LookUpsScreen,
	}),
];
