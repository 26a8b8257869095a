import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { count, dateText } from "../../lib/format";
import { useCollection } from "../../lib/record-queries";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { SaveDialog } from "../../parts/save-dialog";
import { type Column, Table } from "../../parts/table";
import { type CollectionView, type DeliveryLine, type EmployerLine, type PersonView, platform } from "../../platform";
import { Employers } from "./employers";
import { Remind } from "./remind";
import { TakeIn } from "./take-in";

/** Who is to bring numbers, what came, and what is missing. */
export function CollectionScreen({ person }: { person: PersonView }) {
	const found = useCollection();
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const { files, complete } = found.data;
	const takes = mayDo(person, "take_collection");
	return (
		<Page
			title={heading(found.data)}
			lead="事業主から届いた個人番号を検査し、本人確認が済んだ人の番号だけを基幹システムへ渡します。サーバーには送りません。"
			fills={takes && files.length === 0}
		>
			{files.length > 0 && (
				<Card title="届いたファイル">
					<Table label="届いたファイル" columns={deliveries} rows={files} rowKey={(line) => line.id} />
				</Card>
			)}
			{takes && <TakeIn filled={files.length === 0} />}
			<Waiting of={found.data} person={person} />
			{complete.length > 0 && (
				<Card title="そろった事業所">
					<Table label="そろった事業所" columns={facts} rows={complete} rowKey={(line) => line.id} />
				</Card>
			)}
			{takes && <Employers />}
		</Page>
	);
}

function heading({ missing, waiting, files }: CollectionView): string {
	if (missing > 0) return `番号が足りない人が ${count(missing)} 人います`;
	if (waiting.length > 0) return `${count(waiting.length)} 事業所から、まだ届いていません`;
	return files.length > 0 ? "届いた番号を、基幹システムへ渡します" : "事業主からのファイルを受け取ります";
}

const deliveries: Column<DeliveryLine>[] = [
	{
		head: "受領",
		cell: (line) => (
			<ActionLink look="plain" to={`/collection/${line.id}`}>
				受領{line.id}
			</ActionLink>
		),
		whole: true,
	},
	{
		head: "事業所とファイル",
		cell: (line) => (
			<>
				<b className="block">{line.office}</b>
				<span className="block text-solid-gray-700">
					{line.file_name}
					{line.sheet && `　シート「${line.sheet}」`}
				</span>
			</>
		),
	},
	{
		head: "届いた日",
		cell: (line) => (
			<>
				<span className="block whitespace-nowrap">{dateText(line.received_on)}</span>
				<span className="block text-solid-gray-700">
					{line.came_by}　{line.by}
				</span>
			</>
		),
	},
	{ head: "渡せる番号", cell: (line) => `${count(line.settled)} / ${count(line.rows)} 人`, right: true, whole: true },
	{
		head: "状態",
		cell: (line) =>
			line.hand_over === null ? (
				<b className="text-yellow-1200">
					<span aria-hidden="true">▲ </span>まだ渡していません
				</b>
			) : (
				`授受簿 ${line.hand_over} で渡しました`
			),
	},
];

const facts: Column<EmployerLine>[] = [
	{
		head: "事業所",
		cell: (line) => (
			<>
				<b className="block">{line.name}</b>
				<span className="figures block text-solid-gray-700">{line.number}</span>
			</>
		),
		sort: (line) => line.name,
	},
	{
		head: "番号がある人",
		cell: (line) => (line.people === null ? "人数が分かりません" : `${count(line.settled)} / ${count(line.people)} 人`),
		right: true,
		whole: true,
	},
];

function Waiting({ of, person }: { of: CollectionView; person: PersonView }) {
	const [asked, setAsked] = useState<EmployerLine[] | null>(null);
	const [saving, setSaving] = useState(false);
	const reminds = mayDo(person, "remind_employers");
	const columns: Column<EmployerLine>[] = [
		...facts,
		{
			head: "状態",
			cell: (line) => (line.delivered ? `あと ${count(line.missing)} 人` : "まだ届いていません"),
			sort: (line) => line.missing,
		},
		{
			head: "期限",
			cell: (line) =>
				line.due && (
					<span className={line.overdue ? "font-bold text-error-1" : ""}>
						{line.overdue && <span aria-hidden="true">● </span>}
						{dateText(line.due)}
						{line.overdue && " を過ぎています"}
					</span>
				),
			sort: (line) => line.due ?? "",
		},
		{
			head: "知らせた",
			cell: (line) => (
				<span className="flex flex-wrap items-center gap-2">
					{line.reminded[0] && (
						<span>
							{count(line.reminded.length)} 回（{dateText(line.reminded[0].at)} {line.reminded[0].how}）
						</span>
					)}
					{reminds && (
						<Button aria-label={`知らせる：${line.name}`} onClick={() => setAsked([line])}>
							知らせる…
						</Button>
					)}
				</span>
			),
		},
	];
	return (
		<Card title="届いていない事業所">
			<Table
				label="届いていない事業所"
				columns={columns}
				rows={of.waiting}
				rowKey={(line) => line.id}
				empty="届いていない事業所はありません。事業所の一覧を取り込むと、届いていないところが分かります。"
			/>
			{reminds && of.waiting.length > 0 && (
				<div className="mt-3 flex flex-wrap gap-3">
					<Button onClick={() => setAsked(of.waiting)}>全部に知らせる…</Button>
					<Button look="plain" onClick={() => setSaving(true)}>
						一覧を書き出す…
					</Button>
				</div>
			)}
			{asked && <Remind employers={asked} person={person} onClose={() => setAsked(null)} />}
			{saving && (
				<SaveDialog
					id="reminders-out"
					title="届いていない事業所の一覧を書き出す"
					name="todokanai-jigyosho.csv"
					save={(to) => platform.saveReminders({ to })}
					onClose={() => setSaving(false)}
				>
					事業所の名前と、足りない人数が入ります。人の名前と個人番号は入りません。「一覧」で知らせたことも記録します。
				</SaveDialog>
			)}
		</Card>
	);
}
