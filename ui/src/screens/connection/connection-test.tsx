import { bytesText, count, leftText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { layerTitle } from "../../lib/words";
import { Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { Failure, Problem } from "../../parts/problem";
import { type ConnectionView, type LayerView, type LineView, platform } from "../../platform";
import { ConnectionSheet } from "./connection-sheet";
import { layers } from "./layers";

export const useConnectionTest = () => useAct(platform.testConnection);

type Test = ReturnType<typeof useConnectionTest>;

/** The state in words, for the screen's heading. */
export function connectionTitle({ data, isPending }: Test): string {
	if (isPending) return "確かめています…";
	if (!data) return "つながるか確かめてください";
	const broken = data.layers.find((layer) => !layer.ok);
	if (broken) return `「${layerTitle[broken.layer]}」で止まっています`;
	if (data.layers.some((layer) => layer.light === "yellow")) return "つながりました。見てほしいところがあります";
	return "つながりました";
}

/** What a try found, on the screen and, on paper, as the proof. */
export function ConnectionFound({ test }: { test: Test }) {
	const found = test.data;
	return (
		<>
			<Failure of={test.error} saved="ここまでの設定は残っています。" />
			{found && !test.isPending && (
				<div role="status" className="flex flex-col gap-4 print:hidden">
					{found.problem && <Problem problem={found.problem} />}
					<div className={`grid items-start gap-4 ${found.server ? "lg:grid-cols-2" : ""}`}>
						<Card>
							<Hops found={found} />
						</Card>
						{found.server && (
							<Card>
								<ServerAndLine found={found} />
							</Card>
						)}
					</div>
					<div>
						<Button look="plain" onClick={() => window.print()}>
							接続試験の結果を印刷する
						</Button>
					</div>
				</div>
			)}
			{found && <ConnectionSheet found={found} />}
		</>
	);
}

const marks = {
	green: { sign: "✓", tone: "text-green-900", word: "よい" },
	yellow: { sign: "▲", tone: "text-yellow-1200", word: "注意" },
	red: { sign: "●", tone: "text-red-1000", word: "止まった" },
} as const;

/** Every hop in its order: tried ones with what was seen, the rest as not tried. */
function Hops({ found }: { found: ConnectionView }) {
	return (
		<ol className="grid gap-y-2">
			{layers.map((name) => (
				<Hop
					key={name}
					title={layerTitle[name]}
					layer={found.layers.find((layer) => layer.layer === name)}
					absent={whyAbsent(found)}
				/>
			))}
		</ol>
	);
}

/** Behind a broken hop nothing is tried; behind the server's answer only what the server doesn't offer is left out. */
const whyAbsent = ({ server }: ConnectionView) =>
	server ? "サーバーが対応していないので、確かめていません" : "まだ確かめていません";

function Hop({ title, layer, absent }: { title: string; layer: LayerView | undefined; absent: string }) {
	if (!layer)
		return (
			<li className="text-solid-gray-700">
				<span aria-hidden="true">－ </span>
				{title}　{absent}
			</li>
		);
	const { sign, tone, word } = marks[layer.light];
	return (
		<li>
			<span className={`font-bold ${tone}`}>
				<span aria-hidden="true">{sign} </span>
				<span className="sr-only">{word}：</span>
				{title}
			</span>
			<span className="ml-3 text-solid-gray-700">{count(layer.ms)} ミリ秒</span>
			{layer.light === "yellow" && (
				<p className="ml-6">
					{layer.sentence}
					{layer.next_step}
				</p>
			)}
			{layer.detail && <p className="ml-6 text-dns-14N-130 break-all text-solid-gray-700">{layer.detail}</p>}
		</li>
	);
}

function ServerAndLine({ found: { server, line } }: { found: ConnectionView }) {
	return (
		<Facts
			of={[
				["サーバー", server?.name],
				["受付", server && (server.open ? "いま受け付けています" : "いまは時間の外です")],
				["受付の時間", server?.hours],
				["回線の速さ", line && `送る ${line.up_mbps} Mbps　受け取る ${line.down_mbps} Mbps`],
				["まだ送っていないファイル", line && lineWords(line)],
			]}
		/>
	);
}

export function lineWords({ files, bytes, seconds, enough }: LineView): string {
	if (files === 0) return "ありません";
	const size = `${count(files)} 件（${bytesText(bytes)}）`;
	return enough ? `${size}　${leftText(seconds)}で送れます` : `▲ ${size}　この速さでは1時間で送りきれません`;
}
