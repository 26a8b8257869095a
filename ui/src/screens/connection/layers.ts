import type { LayerName } from "../../platform";

/** The hops of the way, in their order. */
export const layers: LayerName[] = ["name", "tcp", "tls", "certificate", "http", "login", "wsdl", "clock", "line"];

export const layerTitle: Record<LayerName, string> = {
	name: "接続先の名前",
	tcp: "回線",
	tls: "サーバーの証明書",
	certificate: "この端末の証明書",
	http: "サーバーの返事",
	login: "ログインの画面",
	wsdl: "サービスの説明（WSDL）",
	clock: "時計",
	line: "回線の速さ",
};
