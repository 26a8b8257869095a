import { useState } from "react";
import { fileName } from "../lib/format";
import { useAct } from "../lib/queries";
import { type HandOverView, platform } from "../platform";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Failure } from "./problem";

/** 安全に消す: what was written in clear goes again, once the 基幹システム has it. */
export function Erase({ line }: { line: Pick<HandOverView, "id" | "path"> }) {
	const [asking, setAsking] = useState(false);
	const [gone, setGone] = useState(false);
	const erase = useAct(platform.eraseHandOver, () => {
		setAsking(false);
		setGone(true);
	});
	if (gone) return <p role="status">✓ {fileName(line.path)} を消しました。</p>;
	return (
		<>
			<Button look="plain" aria-label={`安全に消す：${line.path}`} onClick={() => setAsking(true)}>
				安全に消す…
			</Button>
			{asking && (
				<Dialog title={`${fileName(line.path)} を消しますか`} onClose={() => setAsking(false)}>
					<p className="mb-4">
						上書きしてから消し、引き渡しが済んだと記録します。
						<b>消したファイルは、もとに戻せません。基幹システムが読みこんだあとに消してください。</b>
					</p>
					<Failure of={erase.error} />
					<div className="flex flex-wrap gap-3">
						<Button onClick={() => setAsking(false)}>やめる</Button>
						<Button busy={erase.isPending} onClick={() => erase.mutate({ id: line.id })}>
							安全に消す
						</Button>
					</div>
				</Dialog>
			)}
		</>
	);
}
