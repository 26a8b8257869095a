import { screen } from "../../lib/screen";
import { CertificateScreen } from "./certificate";
import { CertificatesScreen } from "./certificates";

export default [
	screen({
		path: "/certificates",
		title: "証明書と接続",
		acts: ["import_certificate"],
		menu: { section: "端末", place: 1 },
		help: {
			what: "接続先と、この端末の証明書を見ます。",
			steps: [
				"「つながるか確かめる」で、サーバーの返事を見ます。",
				"期限が近づいたら、新しい証明書を取り込みます。",
				"「ほかの接続先」で、接続先を追加したり切り替えたりします。送り終わっていないファイルがあるあいだは、切り替えられません。",
			],
		},
		Screen: CertificatesScreen,
	}),
	screen({
		path: "/certificates/:id",
		belongsTo: "/certificates",
		Screen: ({ id }) => <CertificateScreen id={Number(id)} />,
	}),
];
