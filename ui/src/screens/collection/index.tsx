import { screen } from "../../lib/screen";
import { CollectionScreen } from "./collection";
import { DeliveryScreen } from "./delivery";

export default [
	screen({
		path: "/collection",
		title: "事業主からの番号",
		acts: ["collection"],
		menu: { section: "人の確認", place: 3.5 },
		help: {
			what: "事業主が集めた個人番号のファイルを受け取って検査し、本人確認が済んだ人の番号を基幹システムへ渡します。サーバーには送りません。",
			steps: [
				"届いたファイル（CSVかExcel）をえらび、どう届いたかを入れて「受け取って検査する」を押します。授受簿に載ります。",
				"誤りや、本人確認が済んでいない人は、事業所ごとの確認票を印刷して事業主に返します。",
				"「番号を書き出す」で基幹システムへ渡し、取り込んだら授受簿で「引き渡しが済みました」を押します。この端末の番号が消えます。",
				"届いていない事業所には「知らせる」で手紙を印刷します。いつ、だれが知らせたかが残ります。",
			],
		},
		Screen: CollectionScreen,
	}),
	screen({
		path: "/collection/:id",
		belongsTo: "/collection",
		Screen: ({ id, person }) => <DeliveryScreen id={Number(id)} person={person} />,
	}),
];
