import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { count, momentText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Link } from "../../lib/router";
import { Button } from "../../parts/button";
import { inputShape } from "../../parts/field";
import { Failure } from "../../parts/problem";
import { type FindingGroup, type JobView, platform } from "../../platform";

/** Answers the 確認 of a group: the reason from the list, and what a person adds. */
export function Decide({ id, group, isLift = false }: { id: number; group: FindingGroup; isLift?: boolean }) {
	const { data: reasons } = useQuery({ queryKey: ["decision-reasons"], queryFn: () => platform.decisionReasons() });
	const [reason, setReason] = useState("");
	const [words, setWords] = useState("");
	const field = useId();
	const decide = useAct(platform.decide);
	return (
		<form
			className="mb-3 flex flex-wrap items-end gap-3"
			onSubmit={(event) => {
				event.preventDefault();
				decide.mutate({ id, code: group.code, rows: null, reason, words });
			}}
		>
			{isLift && <p className="w-full font-bold">保護にかかわるので、2人（1人は承認者）が決めるまで送れません。</p>}
			<label className="flex flex-col" htmlFor={`${field}-reason`}>
				正しいと言える理由
				<select
					id={`${field}-reason`}
					required
					value={reason}
					onChange={(event) => setReason(event.target.value)}
					className={inputShape}
				>
					<option value="">選んでください</option>
					{reasons?.map((each) => (
						<option key={each.id} value={each.id}>
							{each.title}
						</option>
					))}
				</select>
			</label>
			<label className="flex flex-col" htmlFor={`${field}-words`}>
				書きそえること（なくてもよい）
				<input
					id={`${field}-words`}
					value={words}
					onChange={(event) => setWords(event.target.value)}
					autoComplete="off"
					className={inputShape}
				/>
			</label>
			<Button type="submit" busy={decide.isPending}>
				{isLift ? "1人（2人のうち）として決める" : "残りすべてに答える"}
			</Button>
			<Failure of={decide.error} />
		</form>
	);
}

/** What was answered: the clerk and the approver see the same list. */
export function Decisions({ job, groups }: { job: JobView; groups?: FindingGroup[] | undefined }) {
	if (job.decisions.length === 0) return null;
	const titleOf = (code: string) => groups?.find((group) => group.code === code)?.title ?? code;
	return (
		<section>
			<h3 className="flex flex-wrap items-center gap-x-4 font-bold">
				確認への答え
				<Link
					to={`/jobs/${job.id}/decisions`}
					className="inline-flex min-h-11 items-center font-normal text-blue-900 underline underline-offset-4"
				>
					1人ずつの一覧と印刷
				</Link>
			</h3>
			<ul>
				{job.decisions.map((each) => (
					<li key={`${each.code} ${each.at}`}>
						<b>{titleOf(each.code)}</b>（{count(each.count)} 件）　{each.reason}　{each.note}　
						<span className="text-solid-gray-700">
							{each.by}　{momentText(each.at)}
						</span>
					</li>
				))}
			</ul>
		</section>
	);
}
