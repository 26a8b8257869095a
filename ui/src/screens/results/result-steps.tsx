import { useState } from "react";
import { count } from "../../lib/format";
import { may, rowWords } from "../../lib/job";
import { useAct } from "../../lib/queries";
import { useMismatches } from "../../lib/record-queries";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Erase } from "../../parts/erase";
import { Failure } from "../../parts/problem";
import { ShowFolder } from "../../parts/show-folder";
import { type HandOverView, type JobView, platform, type ResultView } from "../../platform";
import { SaveForm } from "./save-form";
import { Step } from "./step";

type Props = { job: JobView; result: ResultView; folder: string };

/** 枝番 out, unregistered rows out, confirmed: in this order, and only the next one lies open. */
export function ResultSteps({ job, result, folder }: Props) {
	const [branchFile, setBranchFile] = useState<HandOverView | null>(null);
	const [resendFile, setResendFile] = useState<HandOverView | null>(null);
	const ended = job.state === "confirmed";
	const branches = result.branch_numbers > 0;
	const resend = result.failed + result.excluded > 0;
	const branchesDone = result.branch_numbers_saved || branchFile !== null;
	const resendDone = result.resend_saved || resendFile !== null;
	const branchesNext = branches && !branchesDone;
	const resendNext = resend && !resendDone && !branchesNext;
	const confirmNext = !branchesNext && !resendNext;
	return (
		<Card title={ended ? "書き出したもの" : "することは順に"}>
			<ol className="flex flex-col gap-2">
				{branches && (
					<Step
						number={1}
						done={branchesDone}
						open={branchesNext && !ended}
						unfold={may(job, "save-branch-numbers") ? (branchesDone ? "もう一度書き出す" : "書き出す") : undefined}
						note={<Written file={branchFile} />}
						title={`${result.hand_over_title} ${count(result.branch_numbers)} 件を書き出して、基幹システムに渡す`}
					>
						<SaveForm
							id="branch-numbers-path"
							job={job.id}
							folder={folder}
							name={result.branch_numbers_name}
							save={(to) => platform.saveBranchNumbers({ id: job.id, to })}
							onSaved={setBranchFile}
							filled={branchesNext}
							verb={`${result.hand_over_title}を書き出す`}
						/>
					</Step>
				)}
				{resend && (
					<Step
						number={1 + Number(branches)}
						done={resendDone}
						open={resendNext && !ended}
						unfold={may(job, "save-resend") ? (resendDone ? "もう一度書き出す" : "先に書き出す") : undefined}
						note={<Written file={resendFile} />}
						title={`${rowWords(job).openRow} ${count(result.failed + result.excluded)} 行を書き出して、基幹システムで直す`}
					>
						<SaveForm
							id="resend-path"
							job={job.id}
							folder={folder}
							name={result.resend_name}
							save={(to) => platform.saveResend({ id: job.id, to })}
							onSaved={setResendFile}
							filled={resendNext}
							verb={`${rowWords(job).openRow}を書き出す`}
						/>
					</Step>
				)}
				<Step number={1 + Number(branches) + Number(resend)} done={ended} title="結果を確認したと記録する">
					{ended ? <Ended /> : <Confirm job={job} ready={confirmNext} />}
				</Step>
				<Mismatched number={2 + Number(branches) + Number(resend)} />
			</ol>
			{may(job, "save-result") && <WholeResult job={job} folder={folder} name={result.result_name} />}
		</Card>
	);
}

const Written = ({ file }: { file: HandOverView | null }) => (
	<div className="flex flex-wrap items-center gap-x-3">
		<p role="status">
			{file &&
				`${file.path} に ${count(file.rows)} 行を書き出しました。${
					file.sealed ? "パスフレーズで暗号化しました" : "暗号化していないので、渡したら消してください"
				}（授受簿にのせました）。`}
		</p>
		{file && <ShowFolder path={file.path} />}
		{file && <Erase line={file} />}
	</div>
);

/** The server compared the people of this file with the 住基, and some don't fit. */
function Mismatched({ number }: { number: number }) {
	const people = useMismatches().data?.open.length ?? 0;
	if (people === 0) return null;
	return (
		<Step
			number={number}
			done={false}
			title={`閲覧が止まっている人が ${count(people)} 人います。住基とのちがいを確かめる`}
		>
			<ActionLink to="/mismatches">突合不一致を見る</ActionLink>
		</Step>
	);
}

function Confirm({ job, ready }: { job: JobView; ready: boolean }) {
	// The heading says that it is over: lead eyes and ears there.
	const confirm = useAct(platform.confirm, () => {
		window.scrollTo(0, 0);
		document.querySelector("h1")?.focus();
	});
	return (
		<>
			<Failure of={confirm.error} saved="結果のファイルは、この端末に残っています。" />
			<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
				<Button
					look={ready ? "filled" : "outlined"}
					busy={confirm.isPending}
					onClick={() => confirm.mutate({ id: job.id })}
				>
					結果を確認しました
				</Button>
				<p>
					{ready
						? "記録すると、この送信は終わりになります。"
						: "書き出していないものがあります。記録すると、あとからは書き出せないものがあります。"}
				</p>
			</div>
		</>
	);
}

const Ended = () => (
	<div className="flex flex-wrap gap-3">
		<ActionLink to="/" look="filled">
			ホームへ
		</ActionLink>
		<ActionLink to="/records">授受簿を見る</ActionLink>
	</div>
);

function WholeResult({ job, folder, name }: { job: JobView; folder: string; name: string }) {
	const [file, setFile] = useState<HandOverView | null>(null);
	return (
		<details className="mt-2 border-t border-line pt-2">
			<summary className="flex min-h-11 items-center text-blue-900 underline underline-offset-4">
				結果のファイルをそのまま書き出す
			</summary>
			<SaveForm
				id="result-path"
				job={job.id}
				folder={folder}
				name={name}
				save={(to) => platform.saveResult({ id: job.id, to })}
				onSaved={setFile}
				filled={false}
				verb="結果のファイルを書き出す"
			/>
			<Written file={file} />
		</details>
	);
}
