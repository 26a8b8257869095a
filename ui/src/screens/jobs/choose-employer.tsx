import { useState } from "react";
import { count } from "../../lib/format";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { inputShape } from "../../parts/field";
import type { EmployerCount } from "../../platform";

type Props = {
	employers: EmployerCount[];
	busy: boolean;
	onPrint: (employer: string | null) => void;
	onClose: () => void;
};

/** Sheets in one go, as in the terminal. */
const most = 200;

/** Which 事業所 to print for: all of them, or one. */
export function ChooseEmployer({ employers, busy, onPrint, onClose }: Props) {
	const all = employers.length <= most;
	const [chosen, setChosen] = useState(all ? "*" : (employers[0]?.employer ?? ""));
	return (
		<Dialog title="どの事業所の確認票を印刷しますか" onClose={onClose}>
			<label className="mb-4 flex flex-col gap-1">
				<b>事業所</b>
				<select value={chosen} onChange={(event) => setChosen(event.target.value)} className={inputShape}>
					{all && <option value="*">すべて（{count(employers.length)} 事業所、1 事業所ずつ別の紙）</option>}
					{employers.map((each) => (
						<option key={each.employer} value={each.employer}>
							{each.employer || "事業所の書いていない行"}（{count(each.count)} 件）
						</option>
					))}
				</select>
			</label>
			<div className="flex flex-wrap gap-3">
				<Button look="filled" busy={busy} onClick={() => onPrint(chosen === "*" ? null : chosen)}>
					印刷する
				</Button>
				<Button onClick={onClose}>やめる</Button>
			</div>
		</Dialog>
	);
}
