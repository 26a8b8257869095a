import { useCorrect } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Failure } from "../../parts/problem";
import type { FindingGroup, FindingRow } from "../../platform";

type Props = { id: number; group: FindingGroup; finding: FindingRow; canCorrect: boolean; onDone: () => void };

/** 直す案 for one cell: what it would hold, and the harm said before it is taken. */
export function Proposal({ id, group, finding, canCorrect, onDone }: Props) {
	const correct = useCorrect(id, onDone);
	const { code, severity } = group;
	const { message, row, column } = finding;
	return (
		<div className="rounded-8 border border-line bg-solid-gray-50 p-3">
			<p>
				<b>直す案</b>　「{finding.replacement}」
			</p>
			{canCorrect && (
				<>
					<p className="mt-1">送るものの字が、基幹システムとちがうようになります。もとのファイルは変わりません。</p>
					<Failure of={correct.error} />
					<div className="mt-2">
						<Button
							busy={correct.isPending}
							onClick={() => correct.mutate({ id, accepted: { code, severity, message, row, column } })}
						>
							この案に直す
						</Button>
					</div>
				</>
			)}
		</div>
	);
}
