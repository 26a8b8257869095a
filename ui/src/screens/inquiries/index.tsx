import { screen } from "../../lib/screen";
import { InquiriesScreen } from "./inquiries";
import { RecordsOfProvision } from "./provided";

export default [
	screen({
		path: "/inquiries",
		title: "情報照会",
		acts: ["inquiries"],
		menu: { section: "人の確認", place: 9 },
		help: {
			what: "事務手続ごとに、年金機構・市区町村・ほかの保険者に照会し、回答を見ます。別の人の承認が必要です。",
			steps: [
				"1人のときは、被保険者枝番と事務手続をえらびます。照会できる提供者と項目は、端末が出します。",
				"まとめて照会するときは、ファイルを選びます。",
				"回答は、人ごとと項目ごとの2段です。「不開示」「該当なし」も、送信の結果で見られます。",
			],
		},
		Screen: InquiriesScreen,
	}),
	screen({
		path: "/inquiries/records",
		belongsTo: "/inquiries",
		Screen: () => <RecordsOfProvision />,
	}),
];
