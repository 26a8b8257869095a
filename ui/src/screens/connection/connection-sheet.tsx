import { useQueryClient } from "@tanstack/react-query";
import { count, stampText } from "../../lib/format";
import { kindTitle, layerTitle } from "../../lib/words";
import { Facts } from "../../parts/card";
import { Sheet } from "../../parts/sheet";
import type { ConnectionView, FrameView, LayerView } from "../../platform";
import { lineWords } from "./connection-test";
import { layers } from "./layers";

const words = { green: "よい", yellow: "注意", red: "止まった" } as const;

/** 接続試験の結果 for paper: the proof that 連動テスト asks for. */
export function ConnectionSheet({ found }: { found: ConnectionView }) {
	// Before the login there is nobody to name.
	const person = useQueryClient().getQueryData<FrameView>(["frame"])?.person;
	return (
		<Sheet name="接続試験の結果">
			<h2 className="text-std-18B-160">接続試験の結果</h2>
			<p className="border-b border-black pb-2">
				{found.problem ? "つながりませんでした" : "つながりました"}　{stampText(found.tried_at)}
				{person && `　印刷：${person.name}（${person.id}）`}
			</p>
			<Facts
				of={[
					["接続先", `${found.profile}（${kindTitle[found.kind]}）`],
					["URL", found.url],
					["プロキシ", found.proxy],
					["保険者番号", found.insurer],
					["端末の名前", found.terminal],
					["証明書の番号", found.certificate],
					["サーバー", found.server && `${found.server.name}　${found.server.hours}`],
					["回線の速さ", found.line && `送る ${found.line.up_mbps} Mbps　受け取る ${found.line.down_mbps} Mbps`],
					["まだ送っていないファイル", found.line && lineWords(found.line)],
				]}
			/>
			<table className="mt-3 w-full border-collapse">
				<thead>
					<tr className="border-b border-black text-left">
						<th>確かめたところ</th>
						<th>結果</th>
						<th className="pr-4 whitespace-nowrap">ミリ秒</th>
						<th>くわしく</th>
					</tr>
				</thead>
				<tbody>
					{layers.map((name) => (
						<Line key={name} title={layerTitle[name]} layer={found.layers.find((layer) => layer.layer === name)} />
					))}
				</tbody>
			</table>
			<p className="mt-6">確認した人　　　　　　　　　　　　　　　　確認した日　　　　年　　月　　日</p>
		</Sheet>
	);
}

function Line({ title, layer }: { title: string; layer: LayerView | undefined }) {
	return (
		<tr className="border-b border-solid-gray-400 align-top">
			<td className="pr-4 whitespace-nowrap">{title}</td>
			<td className="pr-4 whitespace-nowrap">{layer ? words[layer.light] : "－"}</td>
			<td className="pr-2">{layer && count(layer.ms)}</td>
			<td className="break-all">
				{layer?.sentence}
				{layer?.next_step} {layer?.detail}
			</td>
		</tr>
	);
}
