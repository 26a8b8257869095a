import { useState } from "react";
import { bytesText, count, momentText, shortHash } from "../../lib/format";
import { isMoving, leavingRows, may, wantsServerLogin } from "../../lib/job";
import { useAct, useFindingGroups, useFrame, useJob } from "../../lib/queries";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { Dialog } from "../../parts/dialog";
import { SeverityMark } from "../../parts/mark";
import { Loading, Page, Provisional } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type JobView, platform } from "../../platform";
import { Decisions } from "../jobs/decide";
import { Findings } from "../jobs/findings";
import { costText } from "../jobs/job-facts";
import { Brings } from "./leaving";
import { Reject } from "./reject";
import { Rows } from "./rows";

export function ApprovalScreen({ id }: { id: number }) {
	const found = useJob(id);
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	return may(found.data, "approve") ? <Waiting job={found.data} /> : <Settled job={found.data} />;
}

/** How it goes on from here: only what is so is said. */
function useOnward(job: JobView): string {
	const server = useFrame().data?.server;
	if (job.way !== "direct") return `業務担当者が、${job.way_title}で送ります。`;
	if (job.held) return "保留になっています。わけは「送信の状態」にあります。";
	if (wantsServerLogin(job)) return "用意した人がサーバーへログインすると送られます。";
	if (job.problem) return "いまは送信が止まっています。わけは「送信の状態」にあります。";
	return server?.sends_by_itself ? "自動で送られます。" : "だれかがサーバーへログインすると送られます。";
}

function Settled({ job }: { job: JobView }) {
	const approved = job.approved_by !== null && job.state !== "cancelled";
	const leaves = useOnward(job);
	const isGone = !isMoving(job);
	return (
		<Page
			title={approved ? "承認しました" : `いまは「${job.state_title}」です`}
			lead={
				approved && !isGone
					? `${job.file_name} の ${count(leavingRows(job))} 行は、${leaves}`
					: `${job.file_name}　${job.state_title}`
			}
		>
			<div className="flex gap-3">
				<ActionLink to="/approvals" look="filled">
					承認の一覧へ
				</ActionLink>
				<ActionLink to={`/jobs/${job.id}`}>送信の状態を見る</ActionLink>
			</div>
		</Page>
	);
}

function Waiting({ job }: { job: JobView }) {
	const approve = useAct(platform.approve);
	const [row, setRow] = useState<number | null>(null);
	const byHand = job.way !== "direct";
	const waits = useFrame().data?.server.sends_by_itself === false;
	const clean = job.confirms === 0 && job.warning_rows === 0 && job.excluded_rows === 0;
	return (
		<Page
			title="出ていく内容を見て、承認してください"
			lead={
				<p className="flex flex-wrap gap-x-4">
					{job.kind_title} {job.provisional && <Provisional />}
				</p>
			}
		>
			<div className="grid items-start gap-4 lg:grid-cols-2">
				<Leaving job={job} />
				<Found job={job} />
			</div>
			<Brings job={job} onRow={setRow} />
			<Rows job={job} row={row} onRow={setRow} />
			<Failure of={approve.error} />
			<div>
				<p className="mb-3">
					承認すると、<b>{count(leavingRows(job))} 行をサーバーへ送れるようになります。</b>
					{byHand
						? `業務担当者が、${job.way_title}で送ります。`
						: waits
							? "だれかがサーバーへログインすると、送り始めます。"
							: "すぐに送り始めます。"}
					送り始めたあとは、受付の前までしか取り消せません。
				</p>
				<div className="flex flex-wrap gap-3">
					<Button
						look={clean ? "filled" : "outlined"}
						busy={approve.isPending}
						onClick={() => approve.mutate({ id: job.id })}
					>
						承認する
					</Button>
					{may(job, "reject") && <Reject job={job} />}
				</div>
			</div>
		</Page>
	);
}

const Leaving = ({ job }: { job: JobView }) => (
	<Card title="送信内容">
		<Facts
			of={[
				["ファイル", job.file_name],
				["一覧と合わせたもの", job.listed || "ありません"],
				["送る行", <b key="rows">{count(leavingRows(job))} 行</b>],
				[
					"除いた行",
					job.excluded_rows > 0 ? `${count(job.excluded_rows)} 行（送っていない人として残ります）` : "ありません",
				],
				[
					"直した字",
					job.corrected_cells > 0 ? `${count(job.corrected_cells)} か所（基幹システムとちがう字で送ります）` : null,
				],
				[
					"保護の対象",
					job.protected_rows > 0 ? `${count(job.protected_rows)} 行（不開示・自己情報提供不可のフラグ）` : null,
				],
				["利用目的", job.look_up?.purpose],
				["照会の理由", job.look_up?.reason],
				["費用", job.look_up && costText(job.look_up)],
				["送り方", job.way_title],
				["大きさ", bytesText(job.leaving_bytes)],
				["用意した人", `${job.prepared_by}　${momentText(job.prepared_at)}`],
				[
					"送信内容のハッシュ値",
					<span key="hash" className="font-mono">
						{shortHash(job.leaving_sha256)}
					</span>,
				],
			]}
		/>
	</Card>
);

function Found({ job }: { job: JobView }) {
	const { data: groups } = useFindingGroups(job.id);
	const [looking, setLooking] = useState(false);
	return (
		<Card title="検査で見つかったこと">
			{groups?.length === 0 && <p>ありませんでした。</p>}
			<ul>
				{groups?.map((group) => (
					<li
						key={`${group.severity} ${group.code}`}
						className="flex justify-between gap-4 border-b border-line py-1 last:border-b-0"
					>
						<span>
							<SeverityMark severity={group.severity} />
							{group.title}
							{group.severity === "error" && <span className="text-solid-gray-700">（除いてあります）</span>}
						</span>
						<span className="figures">{count(group.count)}</span>
					</li>
				))}
			</ul>
			<Decisions job={job} groups={groups} />
			{groups && groups.length > 0 && (
				<Button look="plain" onClick={() => setLooking(true)}>
					見つかった行を見る
				</Button>
			)}
			{looking && groups && (
				<Dialog wide title="検査で見つかった行" onClose={() => setLooking(false)}>
					<Findings id={job.id} groups={groups} />
					<div className="mt-4">
						<Button onClick={() => setLooking(false)}>閉じる</Button>
					</div>
				</Dialog>
			)}
		</Card>
	);
}
