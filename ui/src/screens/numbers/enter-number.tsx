import { aDay, eightDigits } from "../../lib/dates";
import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { useCases, useClosedCases } from "../../lib/record-queries";
import { ActionLink } from "../../parts/button";
import { Card } from "../../parts/card";
import { DateField } from "../../parts/date-field";
import { Choice, FieldShell, inputShape, TextField } from "../../parts/field";
import { FileField } from "../../parts/file-field";
import { Form } from "../../parts/form";
import { NumberTwice, numberChecks } from "../../parts/number-twice";
import { platform } from "../../platform";

const owner = { symbol: "", number: "", card_branch: "", name_kana: "", birth_date: "" };
const ownerChecks = {
	number: wanted("番号"),
	card_branch: wanted("枝番"),
	name_kana: wanted("カナ氏名"),
	birth_date: aDay("生年月日"),
};
const digits = { typed: "", again: "", case: "", path: "" };

/** One person's number: typed twice after a 本人確認, or read from an employer's file. */
export function EnterNumber({ filled, confirmed }: { filled: boolean; confirmed: string }) {
	const form = useForm(
		{ ...owner, ...digits, case: confirmed, way: "typed" },
		{
			...ownerChecks,
			path: (value, { way }) => (way === "read" ? wanted("ファイルの場所")(value) : null),
			case: (value, { way }) => (way === "typed" ? wanted("本人確認")(value) : null),
			typed: (value, { way }) => (way === "typed" ? numberChecks.typed(value) : null),
			again: (value, all) => (all.way === "typed" ? numberChecks.again(value, all) : null),
		},
	);
	const reads = form.values.way === "read";
	const enter = useAct(platform.enterNumber, form.reset);
	const read = useAct(platform.readNumber, form.reset);
	return (
		<Card title="1人の番号を入れる">
			<Form
				onSubmit={form.submit(({ typed, again, case: confirmed, path, way, ...typedOwner }) => {
					const who = { ...typedOwner, birth_date: eightDigits(typedOwner.birth_date) };
					if (way === "read") read.mutate({ owner: who, path: path.trim() });
					else enter.mutate({ owner: who, typed, again, case: Number(confirmed) });
				})}
				of={reads ? read : enter}
				verb={reads ? "番号を読む" : "番号を入れる"}
				look={filled ? "filled" : "outlined"}
			>
				<div className="grid gap-4 md:grid-cols-3">
					<TextField id="owner-symbol" label="記号" {...form.code("symbol")} />
					<TextField id="owner-number" label="番号" {...form.code("number")} />
					<TextField id="owner-branch" label="枝番（2桁）" inputMode="numeric" {...form.code("card_branch")} />
					<TextField id="owner-kana" label="カナ氏名" {...form.field("name_kana")} />
					<DateField id="owner-birth" label="生年月日" {...form.field("birth_date")} />
				</div>
				<fieldset className="grid gap-2 sm:grid-cols-2">
					<legend className="mb-1 font-bold">番号の入れかた</legend>
					<Choice
						id="number-typed"
						type="radio"
						name="number-way"
						label="2回打って入れる"
						note="本人確認がそろった人"
						checked={!reads}
						onChange={() => form.set("way", "typed")}
					/>
					<Choice
						id="number-read"
						type="radio"
						name="number-way"
						label="事業主からの収集ファイルから読む"
						note="打たないので、打ちまちがいがありません"
						checked={reads}
						onChange={() => form.set("way", "read")}
					/>
				</fieldset>
				{reads ? (
					<FileField id="number-path" label="ファイルの場所" extensions={["csv"]} {...form.field("path")} />
				) : (
					<Typed form={form} />
				)}
			</Form>
		</Card>
	);
}

type Values = typeof owner & typeof digits & { way: string };
type Props = { form: ReturnType<typeof useForm<Values>> };

function Typed({ form }: Props) {
	const cases = useCases();
	const closed = useClosedCases();
	const complete = (cases.data?.open ?? []).filter((line) => line.state === "complete");
	const done = [...complete, ...(closed.lines ?? [])];
	const confirmed = form.field("case");
	return (
		<>
			<FieldShell
				id="number-case"
				label="番号と身元を確かめた本人確認"
				error={confirmed.error}
				hint={done.length === 0 ? "そろった本人確認がありません。先に本人確認をしてください。" : undefined}
			>
				<select
					id="number-case"
					className={inputShape}
					value={confirmed.value}
					aria-invalid={confirmed.error ? true : undefined}
					onChange={(event) => confirmed.onChange(event.target.value)}
				>
					<option value="">えらんでください</option>
					{done.map((line) => (
						<option key={line.id} value={line.id}>
							本人確認{line.id}　{line.subject}
						</option>
					))}
				</select>
			</FieldShell>
			{done.length === 0 && (
				<div>
					<ActionLink to="/identity">本人確認を始める</ActionLink>
				</div>
			)}
			<NumberTwice id="number" form={form} />
		</>
	);
}
