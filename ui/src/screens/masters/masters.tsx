import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { useForm, wanted } from "../../lib/form";
import { count, dayText, momentText } from "../../lib/format";
import { useAct, useMasters } from "../../lib/queries";
import { Link } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { FileField } from "../../parts/file-field";
import { FormFoot } from "../../parts/form-foot";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { SaveDialog } from "../../parts/save-dialog";
import { type Column, Table } from "../../parts/table";
import { type MasterStand, type MasterStep, type MastersView, type PersonView, platform } from "../../platform";
import { LoginWhenNeeded } from "../server/login-when-needed";

/** The 配信マスター: what is at hand, how it came, and its way to the 基幹システム. */
export function MastersScreen({ person }: { person: PersonView }) {
	const found = useMasters();
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const { current, history, place } = found.data;
	return (
		<Page title={current ? `配信マスターは版${current.version}です` : "配信マスターは、まだありません"} lead={place}>
			<Pull of={found.data} mayPull={mayDo(person, "pull_masters")} />
			{mayDo(person, "take_masters") && <Take />}
			{current && mayDo(person, "save_masters") && <Save of={current} history={history} />}
			{history.length > 0 && (
				<Card title="これまでの取り込み">
					<Table label="これまでの取り込み" columns={columns} rows={history} rowKey={(step) => step.id} />
				</Card>
			)}
		</Page>
	);
}

function Pull({ of, mayPull }: { of: MastersView; mayPull: boolean }) {
	const pull = useAct(platform.pullMasters);
	const last = of.history[0];
	return (
		<Card title="サーバーから受け取る" className="flex flex-col gap-3">
			{of.current && (
				<p>
					版{of.current.version}　{count(of.current.entries)} 件
					{of.current.published_on && `　公開日 ${of.current.published_on}`}
					{of.asked_at && `　サーバーに聞いたのは ${momentText(of.asked_at)}`}
					<span className="figures block break-all text-solid-gray-700">SHA-256 {of.current.sha256}</span>
				</p>
			)}
			{last?.why_whole && (
				<p>
					<b>▲ 差分は使わず、全件を受け取りました。</b>
					{last.why_whole}
				</p>
			)}
			{pull.isSuccess && (
				<p role="status" className="text-green-900">
					✓ 受け取りました。いまは版{of.current?.version}です。
				</p>
			)}
			<Failure of={pull.error} />
			<LoginWhenNeeded error={pull.error} again={() => pull.mutate({ full: false })} />
			{mayPull && (
				<div className="flex flex-wrap gap-3">
					<Button look="filled" busy={pull.isPending} onClick={() => pull.mutate({ full: false })}>
						サーバーから受け取る
					</Button>
					<Button look="plain" busy={pull.isPending} onClick={() => pull.mutate({ full: true })}>
						全件を受け取りなおす
					</Button>
				</div>
			)}
		</Card>
	);
}

function Take() {
	const form = useForm({ path: "" }, { path: wanted("ファイルの場所") });
	const take = useAct(platform.takeMasters, () => form.reset());
	return (
		<Card title="配られたファイルを取り込む">
			<form
				noValidate
				className="flex flex-col gap-4"
				onSubmit={form.submit(({ path }) => take.mutate({ path: path.trim() }))}
			>
				<FileField id="masters-path" label="ファイルの場所" extensions={["csv"]} {...form.field("path")} />
				<FormFoot of={take} verb="ファイルを取り込む" />
			</form>
		</Card>
	);
}

function Save({ of, history }: { of: MasterStand; history: MasterStep[] }) {
	const [since, setSince] = useState<number | null | undefined>(undefined);
	const before = history[0]?.before ?? null;
	const all = since === null;
	return (
		<Card title="基幹システムへ渡す" className="flex flex-col gap-3">
			<div className="flex flex-wrap gap-3">
				<Button onClick={() => setSince(null)}>全件を書き出す…</Button>
				{before !== null && before !== of.version && (
					<Button look="plain" onClick={() => setSince(before)}>
						版{before}からの差分を書き出す…
					</Button>
				)}
			</div>
			{since !== undefined && (
				<SaveDialog
					id="masters-save"
					title={all ? "配信マスターの全件を書き出す" : `版${since}からの差分を書き出す`}
					name={all ? of.file_name : of.difference_name}
					save={(to) => platform.saveMasters({ to, since })}
					seals={false}
					onClose={() => setSince(undefined)}
				>
					人の情報は入っていません。基幹システムの文字コードで書き出します。
				</SaveDialog>
			)}
		</Card>
	);
}

const changes = (step: MasterStep) =>
	step.before === null
		? "最初の版"
		: `追加 ${count(step.added)}、変更 ${count(step.changed)}、廃止 ${count(step.ended)}`;

const columns: Column<MasterStep>[] = [
	{
		head: "版",
		cell: (step) => (
			<Link
				to={`/masters/${step.id}`}
				className="inline-flex min-h-11 items-center font-bold text-blue-900 underline underline-offset-4"
			>
				版{step.version}
			</Link>
		),
		sort: (step) => step.id,
		whole: true,
	},
	{
		head: "受け取りかた",
		cell: (step) => (
			<>
				{step.whole ? "全件" : "差分"}
				{step.why_whole && <span className="block">▲ {step.why_whole}</span>}
			</>
		),
	},
	{ head: "変わったところ", cell: changes },
	{ head: "どこから", cell: (step) => step.from },
	{
		head: "だれが、いつ",
		cell: (step) => (
			<>
				{step.by}
				<span className="block text-solid-gray-700">{dayText(step.at)}</span>
			</>
		),
		sort: (step) => step.at,
	},
];
