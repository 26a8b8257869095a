import { useQuery } from "@tanstack/react-query";
import { count } from "../../lib/format";
import { useComparison, useComparisonAct } from "../../lib/record-queries";
import { navigate } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { Whereabouts } from "../../parts/whereabouts";
import { platform } from "../../platform";
import { hidesAddress, PairTable, tableOf } from "./pair-table";

/** Some of the pairs that need no eyes, so that a person knows what passes. */
export function SampleScreen({ id }: { id: number }) {
	const comparison = useComparison(id);
	const sample = useQuery({ queryKey: ["pair-sample", id], queryFn: () => platform.pairSample({ id }) });
	const accept = useComparisonAct(platform.acceptSample, () => navigate(`/comparisons/${id}`));
	const doubt = useComparisonAct(platform.doubtPair);
	if (sample.error) return <Broken error={sample.error} />;
	if (comparison.error && !comparison.data) return <Broken error={comparison.error} />;
	if (!sample.data || !comparison.data) return <Loading />;
	const { a, sample_seen_by } = comparison.data;
	return (
		<Page
			title="目で見なくてよい組の見本です"
			lead={`${count(a)} 組から、${sample.data.length} 組をまんべんなく選びました。おかしい組があれば、目で見ることにしてください。`}
		>
			<Failure of={accept.error ?? doubt.error} />
			{sample.data.map((pair) => (
				<Card key={pair.row} title={`${pair.row} 行目　${pair.id}`}>
					<PairTable of={tableOf(pair)} />
					{hidesAddress(pair.items) && <Whereabouts place="comparison" id={pair.comparison} row={pair.row} />}
					<div className="mt-2">
						<Button
							look="plain"
							busy={doubt.isPending}
							aria-label={`おかしいので、ふたりが目で見ることにする：${pair.row} 行目`}
							onClick={() => doubt.mutate({ id, row: pair.row })}
						>
							おかしいので、ふたりが目で見ることにする
						</Button>
					</div>
				</Card>
			))}
			<div className="flex flex-wrap gap-3">
				{sample_seen_by === null && (
					<Button look="filled" busy={accept.isPending} onClick={() => accept.mutate({ id })}>
						見本を見ました。このまま通します
					</Button>
				)}
				<ActionLink to={`/comparisons/${id}`}>突合{id}へもどる</ActionLink>
			</div>
		</Page>
	);
}
