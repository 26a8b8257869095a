import { useState } from "react";
import { count, dateText, secondText, shortHash } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Dialog } from "../../parts/dialog";
import { Erase } from "../../parts/erase";
import { Failure } from "../../parts/problem";
import { ShowFolder } from "../../parts/show-folder";
import { type Column, Table } from "../../parts/table";
import { type HandOverView, platform } from "../../platform";

type Props = {
	lines: HandOverView[];
	seek: { value: string; onChange: (value: string) => void };
	/** Asks for older lines. */
	more: () => void;
	canSettle: boolean;
};

/** What came, from whom and how. */
const Incoming = ({ of }: { of: NonNullable<HandOverView["incoming"]> }) => (
	<>
		<b className="block">受け取り：{of.from}</b>
		<span className="block text-solid-gray-700">
			{dateText(of.received_on)}　{of.how}
			{of.tracking && `　追跡番号 ${of.tracking}`}
		</span>
	</>
);

/** 授受簿: files that came, and those that left in clear, shown until somebody says that they were taken over or deleted. */
export function HandOvers({ lines, seek, more, canSettle }: Props) {
	const [asked, setAsked] = useState<HandOverView | null>(null);
	const settle = useAct(platform.settleHandOver, () => setAsked(null));
	const columns: Column<HandOverView>[] = [
		{
			head: "ファイル",
			cell: (line) => (
				<>
					<b className="block">{line.what}</b>
					<span className="block">{line.path}</span>
					{line.sealed && <span className="block">パスフレーズで暗号化してあります</span>}
					{line.sha256 ? (
						<span className="block font-mono text-solid-gray-700">{shortHash(line.sha256)}</span>
					) : (
						<b className="block text-yellow-1200">▲ 書き出しが途中で切れました。残ったファイルを消してください。</b>
					)}
				</>
			),
			sort: (line) => line.what,
		},
		{ head: "行", cell: (line) => count(line.rows), sort: (line) => line.rows, right: true },
		{
			head: "書き出した人・受け取った人",
			cell: (line) => (
				<>
					<span className="block">{line.by}</span>
					<span className="block whitespace-nowrap text-solid-gray-700">{secondText(line.at)}</span>
				</>
			),
			sort: (line) => line.at,
		},
		{
			head: "引き渡し",
			cell: (line) =>
				line.incoming ? (
					<Incoming of={line.incoming} />
				) : line.settled_at ? (
					<span className="text-green-900">✓ {secondText(line.settled_at)} に済みました</span>
				) : (
					<span className="flex flex-wrap items-center gap-2">
						<ShowFolder path={line.path} />
						{canSettle && line.sha256 && <Erase line={line} />}
						<b className="whitespace-nowrap text-yellow-1200">
							<span aria-hidden="true">▲ </span>まだです
						</b>
						{canSettle && (
							<Button onClick={() => setAsked(line)} aria-label={`引き渡しが済みました：${line.path}`}>
								引き渡しが済みました
							</Button>
						)}
					</span>
				),
		},
	];
	return (
		<Card title="授受簿">
			<p className="mb-3">
				書き出したファイルは、<b>暗号化したもののほかは、だれにでも開けます。</b>
				基幹システムに渡したら、もとのファイルを消してください。
			</p>
			<Table
				label="授受簿"
				columns={columns}
				rows={lines}
				rowKey={(line) => line.id}
				seek={seek}
				onEnd={more}
				empty="書き出したファイルはありません。"
			/>
			{asked && (
				<Dialog title="引き渡しは済みましたか" onClose={() => setAsked(null)}>
					<p className="mb-4">
						{asked.path} を基幹システムに渡したか、消したことを記録します。
						<b>記録すると、ここからは知らせなくなります。</b>
					</p>
					<Failure of={settle.error} />
					<div className="flex flex-wrap gap-3">
						<Button onClick={() => setAsked(null)}>やめる</Button>
						<Button busy={settle.isPending} onClick={() => settle.mutate({ id: asked.id })}>
							渡したか、消しました
						</Button>
					</div>
				</Dialog>
			)}
		</Card>
	);
}
