import { useState } from "react";
import { flushSync } from "react-dom";
import { useForm } from "../../lib/form";
import { count, dateText, dayText, momentText } from "../../lib/format";
import { may } from "../../lib/job";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { Dialog } from "../../parts/dialog";
import { TextField } from "../../parts/field";
import { FormDialog } from "../../parts/form-dialog";
import { Failure } from "../../parts/problem";
import { Sheet } from "../../parts/sheet";
import { BeforePosting } from "../../parts/whereabouts";
import { type JobView, type LetterView, type ParcelView, platform } from "../../platform";

/** 送付状: asked for whom, then printed. */
export function Letter({ job }: { job: JobView }) {
	const [asking, setAsking] = useState(false);
	const [letter, setLetter] = useState<LetterView | null>(null);
	const [warned, setWarned] = useState<LetterView | null>(null);
	const form = useForm({ addressee: "" }, {});
	const print = (written: LetterView) => {
		setAsking(false);
		setWarned(null);
		flushSync(() => setLetter(written));
		window.print();
	};
	const write = useAct(platform.letter, (written) => (written.warning ? setWarned(written) : print(written)));
	return (
		<>
			<p>
				<Button look="plain" onClick={() => setAsking(true)}>
					送付状を印刷する…
				</Button>
			</p>
			{warned && (
				<Dialog title="保護の対象の人がいます" onClose={() => setWarned(null)}>
					<BeforePosting warning={warned.warning} />
					<div className="mt-4 flex flex-wrap gap-3">
						<Button look="filled" onClick={() => print(warned)}>
							確かめて印刷する
						</Button>
						<Button onClick={() => setWarned(null)}>やめる</Button>
					</div>
				</Dialog>
			)}
			{asking && !warned && (
				<FormDialog
					title="送付状を印刷する"
					onClose={() => setAsking(false)}
					onSubmit={form.submit(({ addressee }) => write.mutate({ id: job.id, addressee: addressee.trim() || null }))}
					verb="印刷する"
					look="filled"
					of={write}
				>
					<p>内容・件数・担当と、ファイルのハッシュ値を載せます。人の名前や番号は載せません。</p>
					<TextField
						id="addressee"
						label="宛先"
						hint="空のままなら、前の送付状と同じ宛先にします。"
						{...form.field("addressee")}
					/>
				</FormDialog>
			)}
			{letter && <LetterSheet of={letter} />}
		</>
	);
}

function LetterSheet({ of }: { of: LetterView }) {
	return (
		<Sheet name="媒体送付状">
			<section className="paper">
				<header className="border-b border-black">
					<p className="text-right">{dateText(of.day)}</p>
					<p className="text-std-18B-160">{of.addressee}　御中</p>
					<p className="text-right">
						保険者番号 {of.insurer}　担当 {of.person}
					</p>
					<h2 className="text-center text-std-18B-160">媒体送付状</h2>
				</header>
				<p className="my-4">次の媒体をお送りします。パスフレーズは、この媒体とは別にお知らせします。</p>
				<table className="w-full table-fixed border-collapse">
					<tbody>
						{[
							["内容", of.contents],
							["件数", `${count(of.rows)} 件`],
							["媒体", "1 枚"],
							["ファイル", `${of.file}（AES-256で暗号化）`],
							["整理番号", `送信${of.job}`],
							["SHA-256", of.sha256],
							["担当", of.person],
						].map(([name, value]) => (
							<tr key={name} className="paper-row border-b border-solid-gray-400 align-top">
								<th className="w-[22%] text-left">{name}</th>
								<td className="break-all">{value}</td>
							</tr>
						))}
					</tbody>
				</table>
				<p className="mt-6">受け取られた方　＿＿＿＿＿＿＿＿＿＿　受け取られた日　＿＿＿年＿＿月＿＿日</p>
				<footer>1 / 1 ページ</footer>
			</section>
		</Sheet>
	);
}

/** A medium that is on its way: when it went, whether its addressee knows, when it should be back. */
export function Parcel({ job, parcel }: { job: JobView; parcel: ParcelView }) {
	const tell = useAct(platform.noteTold);
	return (
		<Card title={parcel.is_late ? "もどる予定の日を過ぎました" : "媒体を送りました"} className="flex flex-col gap-3">
			{parcel.is_late && (
				<p>
					<b>追跡番号で荷物を確かめ、送り先に電話してください。</b>
					届いていないときは、漏えいのおそれがあるので、責任者に知らせてください。
				</p>
			)}
			<Facts
				of={[
					["送った日", dayText(parcel.sent_on)],
					["追跡番号", parcel.tracking],
					["もどる予定", `${dayText(parcel.back_from)} から ${dayText(parcel.back_by)} まで（3～4週間）`],
					["送付完了の連絡", parcel.told_at ? `${parcel.told_by}　${momentText(parcel.told_at)}` : "まだ"],
				]}
			/>
			{may(job, "note-told") && (
				<div className="flex flex-col gap-2">
					<p>送り先に、送った日と追跡番号を知らせたら、ここに記録します。</p>
					<div>
						<Button look="filled" busy={tell.isPending} onClick={() => tell.mutate({ id: job.id })}>
							送付完了の連絡をした
						</Button>
					</div>
					<Failure of={tell.error} />
				</div>
			)}
		</Card>
	);
}
