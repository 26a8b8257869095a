import { useState } from "react";
import { isoDay } from "../../lib/dates";
import { useForm, wanted } from "../../lib/form";
import { count, dateText, momentText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { useProtected } from "../../lib/record-queries";
import { Broken } from "../../parts/broken";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { DateField } from "../../parts/date-field";
import { TextField } from "../../parts/field";
import { FieldDialog } from "../../parts/field-dialog";
import { FormDialog } from "../../parts/form-dialog";
import { Loading, Page } from "../../parts/page";
import { type Column, Table } from "../../parts/table";
import { type ProtectedLine, platform } from "../../platform";

type Asked = { what: "until" | "end"; of: ProtectedLine };

/** Everybody whose home nobody may learn. */
export function ProtectedScreen() {
	const found = useProtected();
	const [asked, setAsked] = useState<Asked | null>(null);
	const [adding, setAdding] = useState(false);
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const { protected: alive, ended } = found.data;
	const close = () => setAsked(null);
	return (
		<Page
			title={alive.length > 0 ? `保護の対象の人が ${count(alive.length)} 人います` : "保護の対象の人はいません"}
			lead="どの一覧でも名前に【保護】が付き、住所と電話番号は隠します。見るには理由が要り、だれが見たかが記録に残ります。"
			side={<Button onClick={() => setAdding(true)}>人を加える…</Button>}
		>
			<Card title="いま保護している人">
				<Table
					label="保護の対象の人"
					columns={columns(setAsked)}
					rows={alive}
					rowKey={(line) => line.id}
					filter={(line) => `${line.registration} ${line.name}`}
					empty="送るファイルにフラグの立った人がいると、ここに入ります。"
				/>
			</Card>
			{ended.length > 0 && (
				<Card title="保護が終わった人">
					<ul>
						{ended.map((line) => (
							<li key={line.id} className="border-b border-line py-2 last:border-b-0">
								<b>{line.name}</b> <span className="figures ml-3">{line.registration}</span>
								<span className="ml-3 text-solid-gray-700">{line.ended}</span>
							</li>
						))}
					</ul>
				</Card>
			)}
			{adding && <Add onClose={() => setAdding(false)} />}
			{asked?.what === "until" && <Until of={asked.of} onClose={close} />}
			{asked?.what === "end" && <End of={asked.of} onClose={close} />}
		</Page>
	);
}

const columns = (ask: (asked: Asked) => void): Column<ProtectedLine>[] => [
	{ head: "記号・番号", cell: (line) => line.registration, sort: (line) => line.registration, whole: true },
	{ head: "名前", cell: (line) => line.name, sort: (line) => line.name },
	{ head: "フラグ", cell: (line) => line.flags.join("・") },
	{ head: "もと", cell: (line) => `${line.source}（${momentText(line.since)}　${line.by}）` },
	{
		head: "確かめる日",
		sort: (line) => line.until ?? "9999",
		cell: (line) => (
			<span className="flex flex-wrap items-center gap-2">
				<Left of={line} />
				<Button
					look="plain"
					aria-label={`確かめる日を決める：${line.name}`}
					onClick={() => ask({ what: "until", of: line })}
				>
					決める…
				</Button>
			</span>
		),
	},
	{
		head: "終わり",
		cell: (line) => (
			<span className="flex flex-wrap items-center gap-2">
				{line.ending && <span>2人目を待っています：{line.ending}</span>}
				{(line.ending === null || line.may_end) && (
					<Button look="plain" aria-label={`保護を終える：${line.name}`} onClick={() => ask({ what: "end", of: line })}>
						{line.may_end ? "2人目として決める…" : "終える…"}
					</Button>
				)}
			</span>
		),
	},
];

function Left({ of }: { of: ProtectedLine }) {
	if (of.until === null || of.days_left === null) return <span>決めていません</span>;
	const isOver = of.days_left < 0;
	return (
		<span className={isOver ? "font-bold text-red-1000" : ""}>
			{dateText(of.until)}
			{isOver ? "（過ぎました）" : `（あと ${of.days_left} 日）`}
		</span>
	);
}

function Add({ onClose }: { onClose: () => void }) {
	const add = useAct(platform.protectPerson, onClose);
	const empty = { symbol: "", number: "", branch: "", name: "", birth: "", until: "" };
	const form = useForm(
		empty,
		{ number: wanted("番号"), branch: wanted("枝番"), name: wanted("氏名") },
		"保護の対象に加える人",
	);
	const send = (of: typeof empty) =>
		add.mutate({
			person: {
				symbol: of.symbol,
				number: of.number,
				card_branch: of.branch,
				name: of.name,
				birth_date: isoDay(of.birth),
				until: isoDay(of.until),
			},
		});
	return (
		<FormDialog
			title="保護の対象に加える人"
			verb="保護の対象にする"
			onClose={onClose}
			onSubmit={form.submit(send)}
			of={add}
		>
			<p>基幹システムでもフラグを立て、次のファイルで送ってください。住所は入れません。</p>
			<TextField id="protected-symbol" label="記号（なければ空）" focused {...form.code("symbol")} />
			<TextField id="protected-number" label="番号" {...form.code("number")} />
			<TextField id="protected-branch" label="枝番（2桁）" inputMode="numeric" {...form.code("branch")} />
			<TextField id="protected-name" label="氏名" {...form.field("name")} />
			<DateField id="protected-birth" label="生年月日（なければ空）" {...form.field("birth")} />
			<DateField id="protected-until" label="保護を続けるか確かめる日（なければ空）" {...form.field("until")} />
		</FormDialog>
	);
}

function Until({ of, onClose }: { of: ProtectedLine; onClose: () => void }) {
	const set = useAct(platform.setProtectionEnd, onClose);
	const form = useForm({ until: of.until ?? "" }, {}, "確かめる日");
	return (
		<FormDialog
			title={`${of.name} の保護を続けるか確かめる日`}
			verb="この日に決める"
			onClose={onClose}
			onSubmit={form.submit(({ until }) => set.mutate({ id: of.id, until: isoDay(until) }))}
			of={set}
		>
			<p>この日が過ぎても、保護は続きます。30日前からホームでお知らせします。</p>
			<DateField id="protected-day" label="確かめる日（空なら決めない）" {...form.field("until")} />
		</FormDialog>
	);
}

function End({ of, onClose }: { of: ProtectedLine; onClose: () => void }) {
	const end = useAct(platform.endProtection, onClose);
	return (
		<FieldDialog
			title={`${of.name} の保護を終えますか`}
			verb={of.may_end ? "2人目として終える" : "終えることを提案する"}
			what="理由"
			onClose={onClose}
			lead={
				of.may_end
					? `1人目：${of.ending}。この端末の印と、住所を隠すことが終わります。`
					: "ほかの人（1人は承認者）が確かめるまで、保護は続きます。サーバーのフラグは、ファイルで外します。"
			}
			send={(reason) => end.mutate({ id: of.id, reason })}
			of={end}
		>
			{(bound) => (
				<TextField
					id="protected-reason"
					label="理由"
					hint="例：本人と市区町村に確かめた。住所は書かないでください。"
					focused
					{...bound}
				/>
			)}
		</FieldDialog>
	);
}
