import { aDay, eightDigits } from "../../lib/dates";
import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { navigate } from "../../lib/router";
import { Card } from "../../parts/card";
import { DateField } from "../../parts/date-field";
import { Choice, TextField } from "../../parts/field";
import { type LookUpsView, platform } from "../../platform";
import { BeginOne } from "./begin-one";
import { Statement, stated, statedChecks } from "./statement";

const fields = {
	symbol: ["記号", undefined],
	number: ["番号", wanted("番号")],
	card_branch: ["枝番（2桁）", wanted("枝番")],
	name_kanji: ["漢字氏名", wanted("漢字氏名")],
	name_kana: ["カナ氏名", wanted("カナ氏名")],
	birth_date: ["生年月日", aDay("生年月日")],
	address: ["住所", wanted("住所")],
	asked_in_vain_on: ["本人に番号を求めた日", aDay("本人に番号を求めた日")],
} as const;

const chosenSex = (value: string) => (value ? null : "性別をえらんでください。");

type Name = keyof typeof fields;
const names = Object.keys(fields) as Name[];
const empty = Object.fromEntries(names.map((name) => [name, ""])) as Record<Name, string>;
const checks = Object.fromEntries(names.map((name) => [name, fields[name][1]])) as Record<
	Name,
	ReturnType<typeof aDay>
>;

const days = new Set<Name>(["birth_date", "asked_in_vain_on"]);
const codes = new Set<Name>(["symbol", "number", "card_branch"]);

const inDigits = (typed: Record<string, string>) => ({
	...typed,
	birth_date: eightDigits(typed.birth_date ?? ""),
	asked_in_vain_on: eightDigits(typed.asked_in_vain_on ?? ""),
});

/** One person by all five items; with any of them missing nothing begins. */
export function ByPerson({ of }: { of: LookUpsView }) {
	const kind = of.kinds.find((each) => !each.by_number);
	const form = useForm({ ...empty, sex: "", ...stated }, { ...checks, sex: chosenSex, ...statedChecks });
	const sex = form.field("sex");
	const begin = useAct(platform.lookUpPerson, (job) => navigate(`/jobs/${job.id}`));
	if (!kind) return null;
	return (
		<details>
			<summary className="flex min-h-11 items-center font-bold text-blue-900 underline underline-offset-4">
				1人だけ、5情報で照会する
			</summary>
			<Card>
				<form
					noValidate
					className="flex flex-col gap-4"
					onSubmit={form.submit(({ purpose, reason, ...typed }) =>
						begin.mutate({ typed: inDigits(typed), again: null, asked: { kind: kind.kind, purpose, reason } }),
					)}
				>
					<div className="grid gap-4 md:grid-cols-3">
						{names.map((name) =>
							days.has(name) ? (
								<DateField key={name} id={`person-${name}`} label={fields[name][0]} {...form.field(name)} />
							) : (
								<TextField
									key={name}
									id={`person-${name}`}
									label={fields[name][0]}
									{...(codes.has(name) ? form.code(name) : form.field(name))}
								/>
							),
						)}
						<fieldset className="flex flex-wrap gap-2">
							<legend className="mb-1 font-bold">性別</legend>
							{[
								["1", "男"],
								["2", "女"],
							].map(([code = "", title]) => (
								<Choice
									key={code}
									id={`person-sex-${code}`}
									type="radio"
									name="person-sex"
									label={title}
									checked={sex.value === code}
									onChange={() => sex.onChange(code)}
								/>
							))}
							{sex.error && (
								<p role="alert" className="w-full font-bold text-red-1000">
									<span aria-hidden="true">● </span>
									{sex.error}
								</p>
							)}
						</fieldset>
					</div>
					<Statement id="person" kind={kind} form={form} />
					<BeginOne yen={of.yen_per_hit} of={begin} />
				</form>
			</Card>
		</details>
	);
}
