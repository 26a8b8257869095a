import { useState } from "react";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { FieldDialog } from "../../parts/field-dialog";
import { BeforePosting } from "../../parts/whereabouts";
import { type AskLine, platform } from "../../platform";

/** People whose number wasn't found: they, or their employer, are asked. */
export function Asking({ lines, canSettle }: { lines: AskLine[]; canSettle: boolean }) {
	const [asked, setAsked] = useState<AskLine | null>(null);
	if (lines.length === 0) return null;
	return (
		<Card title="番号を本人か事業主に聞く人">
			<ul>
				{lines.map((line) => (
					<li
						key={`${line.job}/${line.row}`}
						className="grid items-center gap-x-4 border-b border-line py-2 last:border-b-0 sm:grid-cols-[1fr_auto]"
					>
						<div>
							<b>{line.who.name}</b>
							<span className="figures ml-4">{line.who.registration}</span>
							<span className="ml-4 text-solid-gray-700">{line.who.birth_date}</span>
							<p>{line.why}</p>
							<BeforePosting warning={line.warning} />
						</div>
						{canSettle && (
							<Button aria-label={`聞いた結果を書く：${line.who.name}`} onClick={() => setAsked(line)}>
								聞いた結果を書く…
							</Button>
						)}
					</li>
				))}
			</ul>
			{asked && <Settle of={asked} onClose={() => setAsked(null)} />}
		</Card>
	);
}

function Settle({ of, onClose }: { of: AskLine; onClose: () => void }) {
	const settle = useAct(platform.settleAsking, onClose);
	return (
		<FieldDialog
			title={`${of.who.name} さんに聞いた結果`}
			onClose={onClose}
			what="どうなったか"
			verb="書いて済ませる"
			look="filled"
			send={(how) => settle.mutate({ job: of.job, row: of.row, how })}
			of={settle}
		>
			{(bound) => (
				<TextField
					id="asking-how"
					label="どうなったか"
					hint="例：事業主から番号が届いた、住所の届けを出してもらう。番号は書かないでください。"
					focused
					{...bound}
				/>
			)}
		</FieldDialog>
	);
}
