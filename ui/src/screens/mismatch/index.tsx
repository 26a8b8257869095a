import { screen } from "../../lib/screen";
import { MismatchScreen } from "./mismatch";
import { MismatchesScreen } from "./mismatches";

export default [
	screen({
		path: "/mismatches",
		title: "突合不一致",
		acts: ["mismatches"],
		menu: { section: "人の確認", place: 6, waiting: (frame) => frame.waiting.mismatches },
		help: {
			what: "サーバーが、登録した加入者の5情報を住基とくらべて、合わなかった人です。解消するまで、医療機関で資格を見られません（閲覧停止）。",
			steps: [
				"いちばん日数の長い人から開き、2つの記録のちがうところを見ます。",
				"データがまちがっているときは「訂正して送りなおす」をえらび、基幹システムで直して加入者情報を送ります。",
				"まちがっていないときは、理由と確かめたものを選びます。ほかの承認者が認めて1分たつと、サーバーに登録されます。それまでは取り消せます。",
				"数字のキーで選び、Enterで決めます。選んだだけでは何も起きません。",
			],
		},
		Screen: MismatchesScreen,
	}),
	screen({
		path: "/mismatches/:id",
		belongsTo: "/mismatches",
		Screen: ({ id }) => <MismatchScreen id={Number(id)} />,
	}),
];
