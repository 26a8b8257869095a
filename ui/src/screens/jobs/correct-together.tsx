import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { count } from "../../lib/format";
import { useCorrect } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { Failure } from "../../parts/problem";
import { type CorrectionChoice, type FindingGroup, platform } from "../../platform";

/** 同じ字をまとめて直す: only where the check proposes something. */
export function CorrectTogether({ id, group }: { id: number; group: FindingGroup }) {
	const { code, severity } = group;
	const [asking, setAsking] = useState(false);
	const { data: choices } = useQuery({
		queryKey: ["findings", id, "choices", code, severity],
		queryFn: () => platform.correctionChoices({ id, code, severity }),
		staleTime: Number.POSITIVE_INFINITY,
	});
	if (!choices || choices.length === 0) return null;
	const all = choices.reduce((sum, choice) => sum + choice.count, 0);
	return (
		<div className="mb-3 flex flex-wrap items-center gap-3">
			<span>{count(all)} 件に、直す案があります。</span>
			<Button onClick={() => setAsking(true)}>まとめて直す…</Button>
			{asking && <Choose id={id} group={group} choices={choices} onClose={() => setAsking(false)} />}
		</div>
	);
}

type ChooseProps = { id: number; group: FindingGroup; choices: CorrectionChoice[]; onClose: () => void };

function Choose({ id, group, choices, onClose }: ChooseProps) {
	const correct = useCorrect(id, onClose);
	const { code, severity } = group;
	return (
		<Dialog title="まとめて直しますか" onClose={onClose} wide>
			<p className="mb-3">
				<b>送るものの字が、基幹システムとちがうようになります。</b>
				もとのファイルは変わりません。直したところの一覧を、あとで基幹システムに渡してください。直すと、もう一度検査します。
			</p>
			<ul className="mb-4 max-h-[50vh] overflow-auto border-t border-line px-2">
				{choices.map((choice) => (
					<li key={choice.message} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2">
						<span className="grow basis-72">
							<span className="block">{choice.message}</span>
							<span className="block text-solid-gray-700">
								例　{choice.before} → {choice.after}
							</span>
						</span>
						<Button
							busy={correct.isPending}
							onClick={() =>
								correct.mutate({ id, accepted: { code, severity, message: choice.message, row: null, column: null } })
							}
						>
							{count(choice.count)} 件を直す
						</Button>
					</li>
				))}
			</ul>
			<Failure of={correct.error} />
			<Button onClick={onClose}>やめる</Button>
		</Dialog>
	);
}
