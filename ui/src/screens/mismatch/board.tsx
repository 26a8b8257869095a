import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { count, dayText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Link } from "../../lib/router";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Failure } from "../../parts/problem";
import { SaveDialog } from "../../parts/save-dialog";
import { SelectField } from "../../parts/select-field";
import { type Column, Table } from "../../parts/table";
import { type MismatchLine, type MismatchPerson, type PersonView, platform } from "../../platform";
import { Stopped } from "./stopped";
import { SettleTogether } from "./together";

type Shown = "all" | "mine" | "nobody" | "waits";

const filters: [Shown, string, (line: MismatchLine, name: string) => boolean][] = [
	["all", "すべて", () => true],
	["waits", "わたしを待っている人", (line) => line.waits],
	["mine", "わたしの担当", (line, name) => line.assignee === name],
	["nobody", "担当の決まっていない人", (line) => line.assignee === null],
];

type Props = { lines: MismatchLine[]; people: MismatchPerson[]; person: PersonView };

/** Those for whom viewing is stopped: narrowed down, assigned together, written out. */
export function Board({ lines, people, person }: Props) {
	const [shown, setShown] = useState<Shown>("all");
	const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
	const [saving, setSaving] = useState(false);
	const fits = filters.find(([id]) => id === shown)?.[2] ?? (() => true);
	const rows = lines.filter((line) => fits(line, person.name));
	const marked = rows.filter((line) => chosen.has(line.id));
	const mark = (id: number) => {
		const next = new Set(chosen);
		if (!next.delete(id)) next.add(id);
		setChosen(next);
	};
	const assigns = mayDo(person, "assign_mismatch");
	const settles = mayDo(person, "propose_together") || mayDo(person, "agree_together");
	const marks = (assigns || settles) && rows.length > 1;
	const done = () => setChosen(new Set());
	const all = rows.length > 0 && marked.length === rows.length;
	return (
		<Card title="閲覧が止まっている人">
			<p className="mb-3">
				この人たちは、解消するまで<b>医療機関で情報を見られません。</b>
				生年月日か性別がちがう人は資格も医療情報も止まるので、上に並べました。その下は、日数の長い順です。
			</p>
			<div className="mb-3 flex flex-wrap items-center gap-3 print:hidden">
				<fieldset className="flex flex-wrap gap-1">
					<legend className="sr-only">しぼりこむ</legend>
					{filters.map(([id, title, fits]) => (
						<button
							key={id}
							type="button"
							aria-pressed={id === shown}
							onClick={() => setShown(id)}
							className="min-h-11 rounded-8 border border-line px-3 hover:underline aria-pressed:border-blue-900 aria-pressed:bg-light-blue-50 aria-pressed:font-bold"
						>
							{title} <span className="figures">{count(lines.filter((line) => fits(line, person.name)).length)}</span>
						</button>
					))}
				</fieldset>
				{mayDo(person, "save_mismatches") && (
					<Button look="plain" onClick={() => setSaving(true)}>
						一覧を書き出す（CSV）…
					</Button>
				)}
			</div>
			{marks && (
				<div className="mb-3 flex flex-wrap items-end gap-3 print:hidden">
					<Button onClick={() => setChosen(all ? new Set() : new Set(rows.map((line) => line.id)))}>
						{all ? "選ぶのをやめる" : "すべて選ぶ"}
					</Button>
					{assigns && <Together marked={marked} people={people} onDone={done} />}
					<SettleTogether marked={marked} person={person} onDone={done} />
				</div>
			)}
			<Table
				label="閲覧が止まっている人"
				columns={marks ? [choice(chosen, mark), ...mismatchColumns] : mismatchColumns}
				rows={rows}
				rowKey={(line) => line.id}
				filter={(line) => `${line.registration} ${line.name} ${line.state_title} ${line.assignee ?? ""}`}
			/>
			{saving && (
				<SaveDialog
					id="mismatch-list"
					title="突合不一致の一覧を書き出す"
					name="突合不一致.csv"
					save={(to) => platform.saveMismatches({ to })}
					onClose={() => setSaving(false)}
				>
					閲覧が止まっている {count(lines.length)} 人の一覧です。<b>暗号化しなければ、名前はだれにでも読めます。</b>
				</SaveDialog>
			)}
		</Card>
	);
}

type TogetherProps = { marked: MismatchLine[]; people: MismatchPerson[]; onDone: () => void };

/** One person for all that are marked. */
function Together({ marked, people, onDone }: TogetherProps) {
	const [to, setTo] = useState("");
	const assign = useAct(async (to: string) => {
		for (const { id } of marked) await platform.assignMismatch({ id, to });
	}, onDone);
	return (
		<form
			className="flex flex-wrap items-end gap-3"
			onSubmit={(event) => {
				event.preventDefault();
				if (to && marked.length > 0) assign.mutate(to);
			}}
		>
			<SelectField
				id="mismatch-together"
				label={`選んだ ${count(marked.length)} 人の担当`}
				value={to}
				onChange={setTo}
				error={undefined}
				options={people.map(({ id, name }) => ({ id, title: name }))}
			/>
			<Button type="submit" busy={assign.isPending || marked.length === 0 || to === ""}>
				担当にする
			</Button>
			<Failure of={assign.error} />
		</form>
	);
}

const choice = (chosen: ReadonlySet<number>, mark: (id: number) => void): Column<MismatchLine> => ({
	head: "選ぶ",
	cell: (line) => (
		<input
			type="checkbox"
			className="size-6"
			aria-label={`選ぶ：${line.name || line.registration}`}
			checked={chosen.has(line.id)}
			onChange={() => mark(line.id)}
		/>
	),
});

export const mismatchColumns: Column<MismatchLine>[] = [
	{
		head: "閲覧",
		cell: (line) => (
			<>
				<Stopped of={line} />
				<span className="block text-solid-gray-700">{dayText(line.reported_at)}から</span>
				{line.stopped && <span className="block">{line.stops_all ? "資格と医療情報" : "医療情報"}</span>}
			</>
		),
		sort: (line) => line.days,
	},
	{
		head: "だれ",
		cell: (line) => (
			<Link
				to={`/mismatches/${line.id}`}
				className="inline-flex min-h-11 flex-col justify-center font-bold text-blue-900 underline underline-offset-4"
			>
				{line.name || `突合不一致${line.id}`}
				<span className="figures font-normal">{line.registration}</span>
			</Link>
		),
		sort: (line) => line.registration,
	},
	{ head: "ちがうところ", cell: (line) => line.differs.join("・") || "（廃棄しました）" },
	{ head: "判定フラグ", cell: (line) => line.flag, whole: true },
	{
		head: "状態",
		cell: (line) => (
			<>
				<span className="block">{line.state_title}</span>
				{line.resent && <span className="block text-solid-gray-700">送信{line.resent}の答えを待っています</span>}
			</>
		),
		sort: (line) => line.state_title,
	},
	{
		head: "担当",
		cell: (line) => line.assignee ?? <span className="text-solid-gray-700">決めていません</span>,
		sort: (line) => line.assignee ?? "",
	},
];
