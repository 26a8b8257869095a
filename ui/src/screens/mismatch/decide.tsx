import { useQueryClient } from "@tanstack/react-query";
import { useForm, wanted } from "../../lib/form";
import { useMismatchAct, useMismatches } from "../../lib/record-queries";
import { navigate } from "../../lib/router";
import { Card } from "../../parts/card";
import { type Answer, Decision } from "../../parts/decision";
import { TextField } from "../../parts/field";
import { SelectField } from "../../parts/select-field";
import { type MismatchView, platform } from "../../platform";
import { type Decided, decided } from "./just-decided";

/** The reason and the evidence that were chosen last: proposed for the next person, never the decision itself. */
const last = { reason: "", evidence: "" };

/** What this person may decide now. Chosen first, then decided, and taken back by one click until it has left. */
export function Decide({ of }: { of: MismatchView }) {
	const { id } = of.line;
	const next = useNext(id);
	const client = useQueryClient();
	const form = useForm(
		{ chosen: "", reason: last.reason, evidence: last.evidence, objection: "" },
		{
			reason: (value, { chosen }) => (chosen === "propose" ? wanted("理由")(value) : null),
			evidence: (value, { chosen }) => (chosen === "propose" ? wanted("確かめたもの")(value) : null),
			objection: (value, { chosen }) => (chosen === "object" ? wanted("認めない理由")(value) : null),
		},
	);
	const done = (what: string, undo: Decided["undo"]) => (got: MismatchView) => {
		decided(client, { id, name: got.line.name || got.line.registration, what, undo });
		if (next !== undefined) navigate(`/mismatches/${next}`);
	};
	const correct = useMismatchAct(platform.correctMismatch, done("訂正して送りなおすことにしました", "reopen"));
	const propose = useMismatchAct(platform.proposeNoDoubt, done("疑いなしとして、2人目に回しました", "withdraw"));
	const agree = useMismatchAct(platform.agreeToNoDoubt, done("疑いなしと認めました。1分後に登録します", "withdraw"));
	const object = useMismatchAct(platform.objectToNoDoubt, done("認めずに戻しました", null));
	const acts = [correct, propose, agree, object];

	const { reason } = form.values;
	const evidence = of.reasons.find((each) => each.id === reason)?.evidence ?? [];
	const offered: (Answer & { act: MismatchView["acts"][number] })[] = [
		{
			id: "correct",
			act: "correct",
			title: "データがまちがっている",
			happens: "「訂正して送りなおす人」になります。サーバーにはまだ何も送りません。",
			verb: "訂正して送りなおすことにする",
			onDecide: form.submit(() => correct.mutate({ id })),
		},
		{
			id: "propose",
			act: "propose",
			title: "まちがいではない（理由付き疑いなし）",
			happens: "ほかの承認者が認めると、サーバーに登録されます。認めるまでは、いつでも取り消せます。",
			verb: "2人目に回す",
			more: (
				<div className="grid gap-3 md:grid-cols-2">
					<SelectField
						id="no-doubt-reason"
						label="同じ人だと言える理由"
						options={of.reasons}
						{...form.field("reason")}
						onChange={(chosen) => {
							form.set("reason", chosen);
							form.set("evidence", "");
						}}
					/>
					<SelectField id="no-doubt-evidence" label="確かめたもの" options={evidence} {...form.field("evidence")} />
				</div>
			),
			onDecide: form.submit(({ reason, evidence }) => {
				Object.assign(last, { reason, evidence });
				propose.mutate({ id, reason, evidence });
			}),
		},
		{
			id: "agree",
			act: "agree",
			title: "同じ人だと、わたしも認める",
			happens: "1分たつと、サーバーに登録します。それまでは取り消せます。",
			verb: "認める",
			onDecide: form.submit(() => agree.mutate({ id })),
		},
		{
			id: "object",
			act: "object",
			title: "認めない",
			happens: "はじめの人に、理由をつけて戻します。",
			verb: "認めずに戻す",
			more: (
				<TextField
					id="object-reason"
					label="認めない理由"
					hint="はじめの人に伝わるように書いてください。番号は書かないでください。"
					{...form.field("objection")}
				/>
			),
			onDecide: form.submit(({ objection }) => object.mutate({ id, reason: objection.trim() })),
		},
	];
	const answers = offered.filter(({ act }) => of.acts.includes(act));
	if (answers.length === 0) return null;
	return (
		<Card className="grid items-start gap-4 md:grid-cols-[16rem_1fr] [@media(min-height:40rem)]:sticky [@media(min-height:40rem)]:bottom-2">
			<p>
				まちがった番号のまま「疑いなし」にすると、<b>ほかの人の情報が見えてしまいます。</b>
				迷うときは、本人か事業主に確かめてからにしてください。
			</p>
			<Decision
				label="この人の扱い"
				answers={answers}
				chosen={form.values.chosen}
				onChoose={(chosen) => form.set("chosen", chosen)}
				of={{ isPending: acts.some((each) => each.isPending), error: acts.find((each) => each.error)?.error }}
			/>
		</Card>
	);
}

/** The next person who waits for a decision, after this one. */
export function useNext(id: number): number | undefined {
	const open = useMismatches().data?.open ?? [];
	const at = open.findIndex((line) => line.id === id);
	const round = [...open.slice(at + 1), ...open.slice(0, Math.max(0, at))];
	return round.find((line) => line.waits && line.state !== "correcting" && line.id !== id)?.id;
}
