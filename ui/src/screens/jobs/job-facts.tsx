import { bytesText, count, momentText, shortHash } from "../../lib/format";
import { leavingRows } from "../../lib/job";
import { Card, Facts } from "../../parts/card";
import type { HistoryLine, JobLookUp, JobView } from "../../platform";

/** Before the result what it may cost, after it what it did. */
export const costText = (of: JobLookUp) =>
	of.hits === null || of.yen === null
		? `多くて ${count(of.most_yen)} 円（照会結果1件あたり ${count(of.yen_per_hit)} 円${of.postage_yen > 0 ? `、媒体の送料 ${count(of.postage_yen)} 円` : ""}）`
		: `${count(of.yen)} 円（${count(of.hits)} 人が見つかりました）`;

/** What there is to know about a file on its way. */
export function JobFacts({ job }: { job: JobView }) {
	return (
		<Card title="このファイル">
			<Facts
				of={[
					["受付番号", job.receipt],
					["処理ステータス", job.server_status && `「${job.server_status}」`],
					["一覧と合わせたもの", job.listed || null],
					["送る行", `${count(leavingRows(job))} 行`],
					["除いた行", job.excluded_rows > 0 ? `${count(job.excluded_rows)} 行（送っていない人として残ります）` : null],
					["利用目的", job.look_up?.purpose],
					["照会の理由", job.look_up?.reason],
					["費用", job.look_up && costText(job.look_up)],
					["大きさ", bytesText(job.bytes)],
					["用意した人", `${job.prepared_by}　${momentText(job.prepared_at)}`],
					["承認した人", job.approved_by],
					[
						"ファイルのハッシュ値",
						<span key="hash" className="font-mono">
							{shortHash(job.sha256)}
						</span>,
					],
				]}
			/>
		</Card>
	);
}

/** How it came here, the newest first. */
export function History({ lines }: { lines: HistoryLine[] }) {
	if (lines.length === 0) return null;
	return (
		<Card title="これまで">
			<ol className="border-l-2 border-line pl-4">
				{lines.toReversed().map((line) => (
					<li key={line.at + line.state_title} className="relative pb-2">
						<span aria-hidden="true" className="absolute top-2.5 -left-[1.4rem] size-2.5 rounded-full bg-blue-900" />
						<b>{line.state_title}</b>
						{line.server_status && <span>「{line.server_status}」</span>}
						<span className="figures ml-3 text-solid-gray-700">
							{momentText(line.at)}　{line.by}
						</span>
						{line.note && <p>{line.note}</p>}
					</li>
				))}
			</ol>
		</Card>
	);
}

/** Facts and history side by side, below the main act. */
export const Background = ({ job }: { job: JobView }) => (
	<div className="grid items-start gap-4 lg:grid-cols-2">
		<JobFacts job={job} />
		<History lines={job.history} />
	</div>
);
