import { useInfiniteQuery } from "@tanstack/react-query";
import { momentText } from "../../lib/format";
import { useComparisonAct } from "../../lib/record-queries";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { Whereabouts } from "../../parts/whereabouts";
import { platform } from "../../platform";
import { hidesAddress, PairTable, tableOf } from "./pair-table";

/** Pairs of which something was said, each of which can be looked at anew until the result is written. */
export function DecidedScreen({ id }: { id: number }) {
	const found = useInfiniteQuery({
		queryKey: ["pairs-decided", id],
		queryFn: ({ pageParam }) => platform.decidedPairs({ id, after: pageParam }),
		initialPageParam: 0,
		getNextPageParam: (page) => page.at(-1)?.pair.row,
	});
	const reopen = useComparisonAct(platform.reopenPair);
	if (found.error) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const pairs = found.data.pages.flat();
	return (
		<Page
			title={pairs.length > 0 ? "決めた組です" : "決めた組はありません"}
			lead={`突合${id}　結果を書き出すまでは、取り消してもう一度見られます。`}
			side={<ActionLink to={`/comparisons/${id}`}>突合{id}へもどる</ActionLink>}
		>
			<Failure of={reopen.error} />
			{pairs.map(({ pair, said, reopens }) => (
				<Card key={pair.row} title={`${pair.row} 行目　${pair.id}`}>
					<PairTable of={tableOf(pair)} />
					{hidesAddress(pair.items) && <Whereabouts place="comparison" id={pair.comparison} row={pair.row} />}
					<ul className="mt-3">
						{said.map((each) => (
							<li key={each.by}>
								<b>{each.finding}</b>　{each.ground}
								<span className="ml-4 text-solid-gray-700">
									{each.by}　{momentText(each.at)}
								</span>
							</li>
						))}
					</ul>
					{reopens && (
						<Button
							look="plain"
							busy={reopen.isPending}
							aria-label={`取り消して、もう一度見る：${pair.row} 行目`}
							onClick={() => reopen.mutate({ id, row: pair.row })}
						>
							取り消して、もう一度見る
						</Button>
					)}
				</Card>
			))}
			{found.hasNextPage && pairs.length > 0 && (
				<div>
					<Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
						つづきを見る
					</Button>
				</div>
			)}
		</Page>
	);
}
