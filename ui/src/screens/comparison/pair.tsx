import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { count } from "../../lib/format";
import { useComparison, useComparisonAct, useGrounds } from "../../lib/record-queries";
import { navigate } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Choices, KeyCap, useShortcuts } from "../../parts/choices";
import { Dialog } from "../../parts/dialog";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type Ground, type PairFinding, type PairView, platform } from "../../platform";
import { PairTable, tableOf } from "./pair-table";

/** The next pair that waits for this person, one after another. */
export function PairScreen({ id }: { id: number }) {
	const [after, setAfter] = useState(0);
	const comparison = useComparison(id);
	const next = useQuery({
		queryKey: ["pair", id, after],
		queryFn: () => platform.nextPair({ id, after }),
		staleTime: Number.POSITIVE_INFINITY,
		gcTime: 0,
	});
	if (next.error) return <Broken error={next.error} />;
	if (comparison.error && !comparison.data) return <Broken error={comparison.error} />;
	if (next.data === undefined || !comparison.data) return <Loading />;
	if (next.data === null)
		return (
			<Page title="あなたが確かめる組は、もうありません" lead={`突合${id}`}>
				<div>
					<ActionLink to={`/comparisons/${id}`} look="filled">
						突合{id}のようすを見る
					</ActionLink>
				</div>
			</Page>
		);
	return (
		<Pair
			key={next.data.row}
			pair={next.data}
			left={comparison.data.waiting}
			onDone={() => setAfter(next.data?.row ?? 0)}
		/>
	);
}

function Pair({ pair, left, onDone }: { pair: PairView; left: number; onDone: () => void }) {
	const [asking, setAsking] = useState(false);
	const answer = useComparisonAct(platform.answerPair, onDone);
	const say = (finding: PairFinding, ground: Ground | null = null) =>
		answer.mutate({ id: pair.comparison, row: pair.row, finding, ground });
	const ask = () => setAsking(true);
	const acts = { a: ask, b: () => say("correct"), c: () => say("other") };
	useShortcuts(answer.isPending ? {} : acts);
	return (
		<Page
			title="同じ人の記録ですか"
			lead={`残り ${count(left)} 組　${pair.row} 行目　${pair.id}`}
			side={
				<Button look="plain" onClick={() => navigate(`/comparisons/${pair.comparison}`)}>
					あとで（決めたところまで残ります）
				</Button>
			}
		>
			<Card className="overflow-x-auto py-2">
				<PairTable of={tableOf(pair)} />
			</Card>
			<Failure of={answer.error} />
			<Card className="grid items-center gap-4 md:grid-cols-[1fr_22rem] [@media(min-height:40rem)]:sticky [@media(min-height:40rem)]:bottom-2">
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
				<div className="flex flex-col gap-2">
					<Button busy={answer.isPending} aria-keyshortcuts="a" onClick={ask}>
						<KeyCap>A</KeyCap>同じ人です（理由をえらぶ）…
					</Button>
					<Button busy={answer.isPending} aria-keyshortcuts="b" onClick={acts.b}>
						<KeyCap>B</KeyCap>データを訂正して送りなおす
					</Button>
					<Button busy={answer.isPending} aria-keyshortcuts="c" onClick={acts.c}>
						<KeyCap>C</KeyCap>別の人です
					</Button>
				</div>
			</Card>
			{asking && (
				<Why onClose={() => setAsking(false)} onWhy={(ground) => say("same", ground)} busy={answer.isPending} />
			)}
		</Page>
	);
}

/** One person's records that differ: why? */
function Why({ onClose, onWhy, busy }: { onClose: () => void; onWhy: (ground: Ground) => void; busy: boolean }) {
	const grounds = useGrounds();
	return (
		<Dialog title="同じ人だと言える理由" onClose={onClose}>
			<Choices
				label="同じ人だと言える理由"
				keys={false}
				busy={busy}
				focused
				className="flex flex-col gap-2"
				of={(grounds.data ?? []).map(({ ground, title }) => ({ id: ground, title, onChoose: () => onWhy(ground) }))}
			/>
			<div className="mt-4">
				<Button onClick={onClose}>やめる</Button>
			</div>
		</Dialog>
	);
}
