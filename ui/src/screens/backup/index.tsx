import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { count, momentText } from "../../lib/format";
import { screen } from "../../lib/screen";
import { Broken } from "../../parts/broken";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Dialog } from "../../parts/dialog";
import { Loading, Page } from "../../parts/page";
import { type BackupLine, type BackupsView, type PersonView, platform } from "../../platform";
import { MakeBackup } from "./make";
import { Plan } from "./plan";
import { TryBackup } from "./try";

export default [
	screen({
		path: "/backup",
		title: "バックアップ",
		acts: ["backups"],
		menu: { section: "端末", place: 7 },
		help: {
			what: "PCが壊れたときのために、この端末のデータを1つのファイルにまとめて、別の場所に置きます。",
			steps: [
				"パスフレーズを決めて作ります。パスフレーズはこの端末に残しません。紙に書いて、金庫などに入れてください。",
				"「予定」を決めると、決まった日ごとに自動で作り、古いものから消します。",
				"「確かめる」で、開けるか、記録がつながっているかを見られます。いまのデータは変わりません。",
				"戻すときは、新しいPCの「はじめの設定」で「バックアップから始める」を選びます。2人のパスワードが必要です。証明書の鍵は戻らないことがあります。",
			],
		},
		Screen: BackupScreen,
	}),
];

/** バックアップ: what there is, making one, the plan, and a look into one. */
function BackupScreen({ person }: { person: PersonView }) {
	const found = useQuery({ queryKey: ["backup"], queryFn: () => platform.backups() });
	if (found.error) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const may = mayDo(person, "back_up");
	return (
		<Page title={heading(found.data)} lead="PCが壊れても、ここから戻せます。別の装置に置いてください。">
			{may && <Make />}
			{may && <Plan of={found.data.plan} />}
			<Made lines={found.data.lines} mayTry={may} />
		</Page>
	);
}

function heading({ lines, is_stale }: BackupsView): string {
	const last = lines[0];
	if (!last) return "バックアップは、まだありません";
	return is_stale ? `最後のバックアップは ${momentText(last.at)} です` : "バックアップは新しいものがあります";
}

function Make() {
	const [open, setOpen] = useState(false);
	return (
		<div>
			<Button look="filled" onClick={() => setOpen(true)}>
				いまバックアップを作る…
			</Button>
			{open && <MakeBackup onClose={() => setOpen(false)} />}
		</div>
	);
}

function Made({ lines, mayTry }: { lines: BackupLine[]; mayTry: boolean }) {
	const [tried, setTried] = useState<string | null>(null);
	return (
		<Card title="作ったバックアップ" className="flex flex-col gap-3">
			{lines.length === 0 && <p>作ると、ここに日時と場所が並びます。</p>}
			<ul className="flex flex-col gap-3">
				{lines.map((line) => (
					<li key={line.at} className="border-b border-line pb-3 last:border-0">
						<p>
							<b>{momentText(line.at)}</b>　{line.by}　記録 <span className="figures">{count(line.entries)}</span> 件
						</p>
						<p className="break-all">{line.path}</p>
						<p className="break-all text-std-16N-170">指紋 {line.head.slice(0, 16)}…</p>
					</li>
				))}
			</ul>
			{mayTry && (
				<div>
					<Button onClick={() => setTried(lines[0]?.path ?? "")}>バックアップを確かめる…</Button>
				</div>
			)}
			{tried !== null && (
				<Dialog title="バックアップを確かめる" onClose={() => setTried(null)}>
					<TryBackup path={tried} onClose={() => setTried(null)} />
				</Dialog>
			)}
		</Card>
	);
}
