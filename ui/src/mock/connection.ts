import type { ConnectionView, LayerView, LineView, ProfileView } from "../platform/bindings";
import { layers } from "../screens/connection/layers";
import { problem as problemOf } from "./problems";
import { iso, type World } from "./world";

const details: Partial<Record<LayerView["layer"], string>> = {
	name: "127.0.0.1",
	tcp: "127.0.0.1:8443",
	tls: "TLS 1.3 / TLS13_AES_256_GCM_SHA384 / localhost / CN=localhost, O=Kakehashi Practice / –2036-11-20 ← CN=Kakehashi Practice CA",
	certificate: "CN=terminal-01, O=06990014 / –2028-01-06",
	http: "練習用中間サーバー",
	login: "1024 bytes",
	wsdl: "definitions",
	clock: "+1 s",
	line: "↑ 87.20 Mbps / ↓ 94.10 Mbps",
};

const line: LineView = { up_mbps: 87.2, down_mbps: 94.1, files: 2, bytes: 82_000_000, seconds: 8, enough: true };
const slowLine: LineView = { ...line, up_mbps: 0.15, seconds: 4374, enough: false };

function slow(layer: LayerView): LayerView {
	const { code, sentence, next_step } = problemOf("LINE_SLOW");
	return { ...layer, light: "yellow", detail: "↑ 0.15 Mbps / ↓ 94.10 Mbps", code, sentence, next_step };
}

/** A try of the way, up to the hop that the world breaks. */
export function connectionOf(world: World, profile: ProfileView): ConnectionView {
	const broken = world.brokenHop;
	world.server.reachable = broken === null;
	const tried = broken ? layers.slice(0, layers.indexOf(broken) + 1) : layers;
	const problem = broken ? problemOf("CLIENT_CERTIFICATE_REVOKED") : undefined;
	const shown: LayerView[] = tried.map((layer, place) =>
		layer === broken && problem
			? { layer, ok: false, light: "red", ms: 12, code: problem.code, sentence: problem.sentence }
			: { layer, ok: true, light: "green", ms: place * 3 + 1, detail: details[layer] ?? "" },
	);
	return {
		layers: shown.map((layer) => (world.slowLine && layer.layer === "line" ? slow(layer) : layer)),
		...(problem ? { problem } : { throughput_mbps: 87.2 }),
		line: problem ? null : world.slowLine ? slowLine : line,
		server: problem ? null : { name: "練習用中間サーバー", open: true, hours: "平日 8:00 から 21:00" },
		tried_at: iso(),
		profile: profile.name,
		kind: profile.kind,
		url: profile.url,
		proxy: profile.proxy,
		insurer: profile.insurer,
		terminal: profile.terminal,
		certificate: profile.certificate?.serial ?? null,
	};
}
