import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { count } from "../../lib/format";
import { useComparison, useComparisonAct, useGrounds } from "../../lib/record-queries";
import { navigate } from "../../lib/router";
import { findingTitle } from "../../lib/words";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { type Answer, Decided, Decision } from "../../parts/decision";
import { Loading, Page } from "../../parts/page";
import { SelectField } from "../../parts/select-field";
import { Whereabouts } from "../../parts/whereabouts";
import { type Ground, type PairFinding, type PairView, platform } from "../../platform";
import { hidesAddress, PairTable, tableOf } from "./pair-table";

type Last = { row: number; words: string };

/** The next pair that waits for this person, one after another; the last answer can be taken back. */
export function PairScreen({ id }: { id: number }) {
	const [after, setAfter] = useState(0);
	const [last, setLast] = useState<Last | null>(null);
	const comparison = useComparison(id);
	const next = useQuery({
		queryKey: ["next-pair", id, after],
		queryFn: () => platform.nextPair({ id, after }),
		staleTime: Number.POSITIVE_INFINITY,
		gcTime: 0,
	});
	const reopen = useComparisonAct(platform.reopenPair, () => {
		setAfter((last?.row ?? 1) - 1);
		setLast(null);
	});
	if (next.error) return <Broken error={next.error} />;
	if (comparison.error && !comparison.data) return <Broken error={comparison.error} />;
	if (next.data === undefined || !comparison.data) return <Loading />;
	const undo = last && (
		<Decided
			words={`${count(last.row)} 行目を「${last.words}」にしました。`}
			of={{ isPending: reopen.isPending, error: reopen.error }}
			onUndo={() => reopen.mutate({ id, row: last.row })}
		/>
	);
	if (next.data === null)
		return (
			<Page title="あなたが確かめる組は、もうありません" lead={`突合${id}`}>
				{undo}
				<div className="flex flex-wrap gap-3">
					<ActionLink to={`/comparisons/${id}`} look="filled">
						突合{id}の状態を見る
					</ActionLink>
					<ActionLink to={`/comparisons/${id}/decided`}>決めた組を見る</ActionLink>
				</div>
			</Page>
		);
	const pair = next.data;
	return (
		<Page
			title="同じ人の記録ですか"
			lead={`残り ${count(comparison.data.waiting)} 組　${count(pair.row)} 行目　${pair.id}`}
			side={
				<Button look="plain" onClick={() => navigate(`/comparisons/${id}`)}>
					あとで（決めたところまで残ります）
				</Button>
			}
		>
			{undo}
			<Pair
				key={pair.row}
				pair={pair}
				onDone={(words) => {
					setLast({ row: pair.row, words });
					setAfter(pair.row);
				}}
			/>
		</Page>
	);
}

/** The ground that was chosen last, proposed for the next pair. */
const usual: { ground: string } = { ground: "" };

function Pair({ pair, onDone }: { pair: PairView; onDone: (words: string) => void }) {
	const grounds = useGrounds().data ?? [];
	const form = useForm(
		{ finding: "", ground: usual.ground },
		{ ground: (value, { finding }) => (finding === "same" ? wanted("理由")(value) : null) },
		`${pair.row}`,
	);
	const { finding } = form.values;
	const answer = useComparisonAct(platform.answerPair, () => onDone(findingTitle[finding as PairFinding]));
	const say = (finding: PairFinding) =>
		form.submit(({ ground }) => {
			if (finding === "same") usual.ground = ground;
			const because = grounds.find((each) => each.ground === ground)?.ground ?? null;
			answer.mutate({ id: pair.comparison, row: pair.row, finding, ground: finding === "same" ? because : null });
		});
	const until = pair.verdict === "C" ? "ふたり目も同じに決めると、結果に載ります。" : "";
	const answers: Answer[] = [
		{
			id: "same",
			title: findingTitle.same,
			happens: `「同じ人」として結果に載せます。${until}結果を書き出すまでは取り消せます。`,
			verb: "同じ人と決める",
			more: (
				<SelectField
					id="pair-ground"
					label="同じ人だと言える理由"
					options={grounds.map((each): { id: Ground; title: string } => ({ id: each.ground, title: each.title }))}
					{...form.field("ground")}
				/>
			),
			onDecide: say("same"),
		},
		{
			id: "correct",
			title: findingTitle.correct,
			happens: `「訂正が必要」として結果に載せます。${until}結果を書き出すまでは取り消せます。`,
			verb: "訂正すると決める",
			onDecide: say("correct"),
		},
		{
			id: "other",
			title: findingTitle.other,
			happens: `「別の人」として結果に載せます。${until}結果を書き出すまでは取り消せます。`,
			verb: "別の人と決める",
			onDecide: say("other"),
		},
	];
	return (
		<>
			<Card className="overflow-x-auto py-2">
				<PairTable of={tableOf(pair)} />
				{hidesAddress(pair.items) && <Whereabouts place="comparison" id={pair.comparison} row={pair.row} />}
			</Card>
			<Card className="grid items-start gap-4 md:grid-cols-[1fr_24rem] [@media(min-height:40rem)]:sticky [@media(min-height:40rem)]:bottom-2">
				<div>
					<h2 className="text-std-18B-160">
						{pair.verdict === "B" ? "ひとりが目で確かめます" : "ふたりが別々に確かめます"}
						<span className="ml-3 font-normal text-solid-gray-700">判定 {pair.verdict}</span>
					</h2>
					<p>{pair.because}。</p>
					{pair.disputed && (
						<p className="font-bold text-yellow-1200">
							<span aria-hidden="true">▲ </span>前のふたりの答えが分かれました。相談してから、もう一度決めてください。
						</p>
					)}
					<p className="text-solid-gray-700">
						まちがえて「同じ人」にすると、ほかの人の情報が見えてしまいます。迷うときは決めずに、あとにしてください。
					</p>
				</div>
				<Decision
					label="同じ人の記録ですか"
					answers={answers}
					chosen={finding}
					onChoose={(chosen) => form.set("finding", chosen)}
					of={answer}
				/>
			</Card>
		</>
	);
}
