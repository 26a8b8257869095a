import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { useCases } from "../../lib/record-queries";
import { ActionLink } from "../../parts/button";
import { Card } from "../../parts/card";
import { Choice, FieldShell, inputShape, TextField } from "../../parts/field";
import { FileField } from "../../parts/file-field";
import { FormFoot } from "../../parts/form-foot";
import { NumberTwice, numberChecks } from "../../parts/number-twice";
import { platform } from "../../platform";

const owner = { symbol: "", number: "", card_branch: "", name_kana: "", birth_date: "" };
const ownerChecks = {
	number: wanted("番号"),
	card_branch: wanted("枝番"),
	name_kana: wanted("カナ氏名"),
	birth_date: wanted("生年月日"),
};
const digits = { typed: "", again: "", case: "", path: "" };

/** One person's number: typed twice after a 本人確認, or read from an employer's file. */
export function EnterNumber({ filled }: { filled: boolean }) {
	const [reads, setReads] = useState(false);
	const form = useForm(
		{ ...owner, ...digits },
		{
			...ownerChecks,
			...(reads ? { path: wanted("ファイルの場所") } : { case: wanted("本人確認"), ...numberChecks }),
		},
	);
	const enter = useAct(platform.enterNumber, form.reset);
	const read = useAct(platform.readNumber, form.reset);
	return (
		<Card title="1人の番号を入れる">
			<form
				noValidate
				className="flex flex-col gap-4"
				onSubmit={form.submit(({ typed, again, case: confirmed, path, ...who }) => {
					if (reads) read.mutate({ owner: who, path: path.trim() });
					else enter.mutate({ owner: who, typed, again, case: Number(confirmed) });
				})}
			>
				<div className="grid gap-4 md:grid-cols-3">
					<TextField id="owner-symbol" label="記号" {...form.field("symbol")} />
					<TextField id="owner-number" label="番号" {...form.field("number")} />
					<TextField id="owner-branch" label="枝番（2桁）" inputMode="numeric" {...form.field("card_branch")} />
					<TextField id="owner-kana" label="カナ氏名" {...form.field("name_kana")} />
					<TextField id="owner-birth" label="生年月日" {...form.field("birth_date")} />
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
						onChange={() => setReads(false)}
					/>
					<Choice
						id="number-read"
						type="radio"
						name="number-way"
						label="事業主からの収集ファイルから読む"
						note="打たないので、打ちまちがいがありません"
						checked={reads}
						onChange={() => setReads(true)}
					/>
				</fieldset>
				{reads ? (
					<FileField id="number-path" label="ファイルの場所" extensions={["csv"]} {...form.field("path")} />
				) : (
					<Typed form={form} />
				)}
				<FormFoot
					of={reads ? read : enter}
					verb={reads ? "番号を読む" : "番号を入れる"}
					look={filled ? "filled" : "outlined"}
				/>
			</form>
		</Card>
	);
}

type Props = { form: ReturnType<typeof useForm<typeof owner & typeof digits>> };

function Typed({ form }: Props) {
	const cases = useCases();
	const complete = (cases.data?.open ?? []).filter((line) => line.state === "complete");
	const done = [...complete, ...(cases.data?.closed ?? [])];
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
