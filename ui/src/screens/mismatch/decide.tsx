import { type ReactNode, useState } from "react";
import { useMismatchAct } from "../../lib/record-queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Choices, KeyCap, useShortcuts } from "../../parts/choices";
import { Dialog } from "../../parts/dialog";
import { TextField } from "../../parts/field";
import { FieldDialog } from "../../parts/field-dialog";
import { Failure } from "../../parts/problem";
import { type MismatchReason, type MismatchView, platform } from "../../platform";

/** What this person may decide now. None of it is filled: each can do harm. */
export function Decide({ of }: { of: MismatchView }) {
	const { id } = of.line;
	const [asking, setAsking] = useState<"why" | "object" | null>(null);
	const correct = useMismatchAct(platform.correctMismatch);
	const agree = useMismatchAct(platform.agreeToNoDoubt);
	const may = (act: MismatchView["acts"][number]) => of.acts.includes(act);
	const acts: [key: string, words: ReactNode, act: (() => void) | undefined][] = [
		["a", "データがまちがい。訂正して送りなおす", may("correct") ? () => correct.mutate({ id }) : undefined],
		["b", "まちがいではない。理由をえらぶ…", may("propose") ? () => setAsking("why") : undefined],
		["c", "同じ人だと、わたしも認める", may("agree") ? () => agree.mutate({ id }) : undefined],
		["d", "認めない（理由を書く）…", may("object") ? () => setAsking("object") : undefined],
	];
	const offered = acts.filter(([, , act]) => act !== undefined);
	const busy = correct.isPending || agree.isPending;
	useShortcuts(busy ? {} : Object.fromEntries(offered.map(([key, , act]) => [key, act])));
	if (offered.length === 0) return null;
	return (
		<Card className="grid items-center gap-4 md:grid-cols-[1fr_24rem] [@media(min-height:40rem)]:sticky [@media(min-height:40rem)]:bottom-2">
			<p>
				まちがった番号のまま「疑いなし」にすると、<b>ほかの人の情報が見えてしまいます。</b>
				迷うときは、本人か事業主に確かめてからにしてください。
			</p>
			<div className="flex flex-col gap-2">
				{offered.map(([key, words, act]) => (
					<Button key={key} busy={busy} aria-keyshortcuts={key} onClick={act}>
						<KeyCap>{key.toUpperCase()}</KeyCap>
						{words}
					</Button>
				))}
				<Failure of={correct.error ?? agree.error} />
			</div>
			{asking === "why" && <Why id={id} reasons={of.reasons} onClose={() => setAsking(null)} />}
			{asking === "object" && <ObjectTo id={id} onClose={() => setAsking(null)} />}
		</Card>
	);
}

/** First why, then what shows it. */
function Why({ id, reasons, onClose }: { id: number; reasons: MismatchReason[]; onClose: () => void }) {
	const [reason, setReason] = useState<MismatchReason | null>(null);
	const propose = useMismatchAct(platform.proposeNoDoubt, onClose);
	const title = reason ? "何で確かめましたか" : "同じ人だと言える理由";
	const of = reason
		? reason.evidence.map((each) => ({
				...each,
				onChoose: () => propose.mutate({ id, reason: reason.id, evidence: each.id }),
			}))
		: reasons.map((each) => ({ id: each.id, title: each.title, onChoose: () => setReason(each) }));
	return (
		<Dialog title={title} onClose={onClose}>
			{reason && <p className="mb-3">理由：{reason.title}</p>}
			<Choices
				key={title}
				label={title}
				keys={false}
				busy={propose.isPending}
				className="flex flex-col gap-2"
				of={of}
				focused
			/>
			<Failure of={propose.error} />
			<div className="mt-4">
				<Button onClick={onClose}>やめる</Button>
			</div>
		</Dialog>
	);
}

function ObjectTo({ id, onClose }: { id: number; onClose: () => void }) {
	const object = useMismatchAct(platform.objectToNoDoubt, onClose);
	return (
		<FieldDialog
			title="疑いなしを認めない"
			onClose={onClose}
			what="認めない理由"
			verb="認めない"
			send={(reason) => object.mutate({ id, reason })}
			of={object}
		>
			{(bound) => (
				<TextField
					id="object-reason"
					label="認めない理由"
					hint="言った人に伝わるように書いてください。番号は書かないでください。"
					focused
					{...bound}
				/>
			)}
		</FieldDialog>
	);
}
