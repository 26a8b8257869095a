import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { count, momentText } from "../../lib/format";
import { useBackups } from "../../lib/queries";
import { Broken } from "../../parts/broken";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Dialog } from "../../parts/dialog";
import { Loading, Page } from "../../parts/page";
import type { BackupLine, BackupsView, PersonView } from "../../platform";
import { MakeBackup } from "./make";
import { Plan } from "./plan";
import { TryBackup } from "./try";

/** バックアップ: what there is, making one, the plan, and a look into one. */
export function BackupScreen({ person }: { person: PersonView }) {
	const found = useBackups();
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
