import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { dateText, momentText } from "../../lib/format";
import { useAct, useCertificates } from "../../lib/queries";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { Choice, TextField } from "../../parts/field";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type InventoryLine, platform, type RegistrationStep } from "../../platform";
import { CertificateFacts } from "./certificate-facts";
import { usageWords, validityWords } from "./inventory";

/** One certificate of the inventory: its papers, its use and its end. */
export function CertificateScreen({ id }: { id: number }) {
	const lines = useCertificates();
	if (lines.error) return <Broken error={lines.error} />;
	if (!lines.data) return <Loading />;
	const line = lines.data.find((each) => each.id === id);
	const back = (
		<ActionLink to="/certificates" look="outlined">
			証明書と接続へ
		</ActionLink>
	);
	if (!line) return <Page title="この番号の証明書はありません">{back}</Page>;
	return (
		<Page title={`証明書${line.id}は「${line.registration_title}」です`} side={back}>
			<div className="grid items-start gap-4 lg:grid-cols-2">
				<Card title="証明書" className="flex flex-col gap-3">
					<Facts
						of={[
							["登録", line.registration_title],
							["有効か", validityWords(line)],
							["使う", usageWords(line)],
							["端末の名前", line.terminal],
							["鍵の置き場所", line.key_place],
						]}
					/>
					{line.certificate && <CertificateFacts certificate={line.certificate} />}
				</Card>
				<Papers line={line} />
				{line.serial && line.registration === "installed" && !line.in_use && <Switching serial={line.serial} />}
				{line.serial && line.registration !== "disposed" && <Retiring line={line} serial={line.serial} />}
				<Card title="これまで">
					<ol className="grid gap-1">
						{line.history.map((each) => (
							<li key={`${each.at} ${each.what}`}>
								{momentText(each.at)}　{each.what}
								<span className="text-solid-gray-700">　{each.by}</span>
							</li>
						))}
					</ol>
				</Card>
			</div>
		</Page>
	);
}

function Papers({ line }: { line: InventoryLine }) {
	const form = useForm(
		{ notice: line.notice ?? "", mandate: line.mandate ?? "", backup: line.backup?.place ?? "" },
		{},
	);
	const note = useAct(platform.notePapers);
	const fresh = (typed: string, known: string | null | undefined) => (typed.trim() === (known ?? "") ? null : typed);
	return (
		<Card title="書類">
			<form
				noValidate
				className="flex flex-col gap-3"
				onSubmit={form.submit(({ notice, mandate, backup }) =>
					note.mutate({
						id: line.id,
						papers: {
							notice: fresh(notice, line.notice),
							mandate: fresh(mandate, line.mandate),
							backup: fresh(backup, line.backup?.place),
						},
					}),
				)}
			>
				<TextField
					id="paper-notice"
					label="発行通知書の番号"
					hint="郵便で届いた紙にあります。ダウンロードサイトのパスワードは書きません。"
					{...form.field("notice")}
				/>
				<TextField
					id="paper-mandate"
					label="委任状"
					hint="業者のサーバーにも証明書を出すときだけ。だれに、いつ。"
					{...form.field("mandate")}
				/>
				<TextField
					id="paper-backup"
					label="控えの場所"
					hint="証明書の控えをしまった場所。鍵やパスフレーズは書きません。"
					{...form.field("backup")}
				/>
				{line.backup && (
					<p className="text-solid-gray-700">
						控え：{dateText(line.backup.at)}　{line.backup.by}
					</p>
				)}
				<Failure of={note.error} />
				<div className="flex items-center gap-3">
					<Button type="submit" busy={note.isPending}>
						書類を記録する
					</Button>
					<span role="status">{note.isSuccess ? "記録しました" : ""}</span>
				</div>
			</form>
		</Card>
	);
}

function Switching({ serial }: { serial: string }) {
	const form = useForm({ on: "" }, {});
	const change = useAct(platform.switchCertificate);
	return (
		<Card title="この証明書に切り替える">
			<form
				noValidate
				className="flex flex-col gap-3"
				onSubmit={form.submit(({ on }) => change.mutate({ serial, on: on || null }))}
			>
				<p>いまの証明書はそのまま残り、いつでも戻せます。</p>
				<TextField
					id="switch-on"
					label="切り替える日（空なら、いますぐ）"
					type="date"
					className="max-w-xs"
					{...form.field("on")}
				/>
				<Failure of={change.error} />
				<div>
					<Button type="submit" busy={change.isPending}>
						切り替える
					</Button>
				</div>
			</form>
		</Card>
	);
}

const ends: { step: RegistrationStep; title: string; note: string; from: InventoryLine["registration"][] }[] = [
	{
		step: "ask-revocation",
		title: "失効を申請した",
		note: "使うのをやめます。鍵はまだ残ります。",
		from: ["installed"],
	},
	{
		step: "revoke",
		title: "認証局が失効させた",
		note: "失効の通知が届いたとき。",
		from: ["installed", "revocation-asked"],
	},
	{
		step: "dispose",
		title: "鍵を捨てる",
		note: "元には戻せません。記録だけが残ります。",
		from: ["installed", "revocation-asked", "revoked"],
	},
];

function Retiring({ line, serial }: { line: InventoryLine; serial: string }) {
	const [step, setStep] = useState<RegistrationStep | null>(null);
	const form = useForm({ reason: "" }, { reason: wanted("理由") });
	const retire = useAct(platform.retireCertificate, () => {
		setStep(null);
		form.reset();
	});
	const open = ends.filter(({ from }) => from.includes(line.registration));
	return (
		<Card title="使うのをやめる">
			<form
				noValidate
				className="flex flex-col gap-3"
				onSubmit={form.submit(({ reason }) => step && retire.mutate({ serial, step, reason }))}
			>
				{line.in_use && <p>使用中の証明書です。やめると、この端末からは何も送れなくなります。</p>}
				<fieldset className="grid gap-2">
					<legend className="sr-only">何をしたか</legend>
					{open.map((each) => (
						<Choice
							key={each.step}
							id={`retire-${each.step}`}
							type="radio"
							name="retire"
							label={<b>{each.title}</b>}
							note={each.note}
							checked={step === each.step}
							onChange={() => setStep(each.step)}
						/>
					))}
				</fieldset>
				<TextField id="retire-reason" label="理由" {...form.field("reason")} />
				<Failure of={retire.error} />
				<div>
					<Button type="submit" busy={retire.isPending}>
						記録する
					</Button>
				</div>
			</form>
		</Card>
	);
}
