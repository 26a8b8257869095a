import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { count, fileName } from "../../lib/format";
import { leavingRows, may } from "../../lib/job";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { DateField } from "../../parts/date-field";
import { TextField } from "../../parts/field";
import { FileField } from "../../parts/file-field";
import { Form } from "../../parts/form";
import { SaveDialog } from "../../parts/save-dialog";
import { type JobView, platform } from "../../platform";
import { Letter, Parcel } from "./post";

/** 手渡し: people carry the file to the server's own screen, and bring the result. One step at a time. */
export function ByHand({ job }: { job: JobView }) {
	if (job.held) return null;
	if (job.state === "queued") return <Out job={job} />;
	if (may(job, "note-status")) return <In job={job} />;
	return <Card>業務担当者が、{job.way_title}で進めます。</Card>;
}

function Out({ job }: { job: JobView }) {
	const [writing, setWriting] = useState(false);
	const media = job.way === "media";
	if (!may(job, "write-out")) return <Card>業務担当者が、{job.way_title}で進めます。</Card>;
	return (
		<Card title={media ? "媒体で送ってください" : "公式の画面で送ってください"} className="flex flex-col gap-4">
			<ol className="flex list-decimal flex-col gap-3 pl-6">
				<li>
					<p>
						承認されたファイル（{count(leavingRows(job))} 行）を書き出します。
						{media && "パスフレーズで暗号化します。パスフレーズは別の便で知らせてください。"}
					</p>
					{job.written && <p className="break-all font-bold">書き出しました：{job.written}</p>}
					<Button look={job.written ? "plain" : "filled"} onClick={() => setWriting(true)}>
						{job.written ? "もう一度書き出す…" : "送るファイルを書き出す…"}
					</Button>
				</li>
				<li>
					{media
						? "媒体に入れ、送付状を付けて、追跡できる便で送ります。"
						: "公式の画面にログインして、書き出したファイルを選んで送ります。"}
					{may(job, "letter") && <Letter job={job} />}
				</li>
				<li>{may(job, "note-sent") ? <Sent job={job} /> : "送ったら、受付番号をここに記録します。"}</li>
			</ol>
			{writing && (
				<SaveDialog
					id="write-out"
					title="送るファイルを書き出す"
					name={job.file_name}
					save={(to) => platform.writeOut({ id: job.id, to })}
					onClose={() => setWriting(false)}
				>
					承認されたファイルだけを、そのままの中身で書き出します。
					{media
						? "媒体に入れるものは、パスフレーズで暗号化してください。"
						: "送ったことを記録すると、書き出したファイルは消します。"}
				</SaveDialog>
			)}
		</Card>
	);
}

function Sent({ job }: { job: JobView }) {
	const media = job.way === "media";
	const form = useForm({ receipt: "", day: "" }, media ? {} : { receipt: wanted("受付番号") });
	const note = useAct(platform.noteSent);
	return (
		<Form
			onSubmit={form.submit(({ receipt, day }) => note.mutate({ id: job.id, receipt, day: media && day ? day : null }))}
			of={note}
			verb={media ? "送ったことを記録する" : "受付番号を記録する"}
			look="filled"
		>
			<TextField
				id="receipt"
				label={media ? "追跡番号（あれば）" : "公式の画面に出た受付番号"}
				className="max-w-md"
				{...form.field("receipt")}
			/>
			{media && (
				<DateField
					id="sent-on"
					label="送った日"
					hint="空のままなら、今日にします。"
					className="max-w-md"
					{...form.field("day")}
				/>
			)}
		</Form>
	);
}

function In({ job }: { job: JobView }) {
	return (
		<>
			{job.written && (
				<Card>
					<b>書き出したファイルが残っています。</b>
					{fileName(job.written)}{" "}
					は、書き出したあとに変わったか、移されたか、消せなかったので、そのままにしました。探して消し、授受簿で「引き渡しを済ませる」を押してください。
				</Card>
			)}
			{job.parcel ? (
				<Parcel job={job} parcel={job.parcel} />
			) : (
				<Card title="処理ステータスを記録する">
					<Status job={job} />
				</Card>
			)}
			<Card title="結果のファイルを受け入れる">
				<Result job={job} />
			</Card>
		</>
	);
}

function Status({ job }: { job: JobView }) {
	const form = useForm({ word: "" }, { word: wanted("処理ステータス") });
	const note = useAct(platform.noteStatus, () => form.reset());
	const say = (word: string) => note.mutate({ id: job.id, word });
	return (
		<Form onSubmit={form.submit(({ word }) => say(word))} of={note} verb="記録する">
			{job.server_status && <p>いまの記録：「{job.server_status}」</p>}
			<div>
				<Button onClick={() => say("処理完了")}>「処理完了」と出ていた</Button>
			</div>
			<TextField
				id="status"
				label="ほかのことばのとき"
				hint="公式の画面に出ているとおりに入れてください。"
				className="max-w-md"
				{...form.field("word")}
			/>
		</Form>
	);
}

function Result({ job }: { job: JobView }) {
	const form = useForm({ path: "" }, { path: wanted("結果のファイル") });
	const take = useAct(platform.takeResult);
	return (
		<Form
			onSubmit={form.submit(({ path }) => take.mutate({ path, job: job.id }))}
			of={take}
			verb="受け入れる"
			look="filled"
		>
			<p>送った行と1行ずつ見くらべます。ほかの送信の結果や、行の足りないものは受け入れません。</p>
			<FileField
				id="result-file"
				label={job.parcel ? "もどった媒体の結果のファイル" : "公式の画面で受け取った結果のファイル"}
				{...form.field("path")}
			/>
		</Form>
	);
}
