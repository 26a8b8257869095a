import { eightDigits, isoDay } from "../../lib/dates";
import { type Bound, sameAs, useForm } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { navigate } from "../../lib/router";
import { Card } from "../../parts/card";
import { DateField } from "../../parts/date-field";
import { Choice, TextField } from "../../parts/field";
import { FormFoot } from "../../parts/form-foot";
import { NumberTwice } from "../../parts/number-twice";
import { SelectField } from "../../parts/select-field";
import { type MemberChange, type MemberField, type MemberForm, platform } from "../../platform";

/** Nothing typed, by the columns' ids. */
const emptyOf = (form: MemberForm): Record<string, string> =>
	Object.fromEntries(form.fields.map((field) => [field.id, ""]));

/** Which the terminal fills in by itself, unless something else is typed. */
const hints: Record<string, string> = {
	change_date: "空なら資格取得日（ほかは今日）。",
	notified_on: "空なら今日。",
	personal_number: "",
};

/** 住民票 may know no birth date: words stay, days become eight digits. */
const inDigits = (field: MemberField, text: string) =>
	field.takes === "day" && isoDay(text) ? eightDigits(text) : text.trim();

/** The change, the columns by their ids, and the 個人番号 twice. */
type Values = Record<string, string> & { change: string; typed: string; again: string };

/** 取得, 変更 or 訂正 of one person. What isn't right is for the check to say. */
export function TypeMember({ form: of }: { form: MemberForm }) {
	const first = of.changes[0]?.[0] ?? "add";
	const form = useForm<Values>(
		{ change: first, ...emptyOf(of), typed: "", again: "" },
		{ again: sameAs<"typed">("typed") },
		"1人の登録",
	);
	const send = useAct(platform.typeMember, (job) => navigate(`/jobs/${job.id}`));
	const number = of.fields.find((field) => field.takes === "number");
	return (
		<Card title="1人を登録する">
			<form
				noValidate
				className="flex flex-col gap-4"
				onSubmit={form.submit(({ change, typed, again, ...values }) => {
					const cells = of.fields.map((field) => [field.id, inDigits(field, values[field.id] ?? "")]);
					const withNumber = number ? { [number.id]: typed } : {};
					send.mutate({
						change: change as MemberChange,
						typed: { ...Object.fromEntries(cells), ...withNumber },
						again,
					});
				})}
			>
				<fieldset className="grid gap-2 sm:grid-cols-2">
					<legend className="mb-1 font-bold">異動</legend>
					{of.changes.map(([change, title]) => (
						<Choice
							key={change}
							id={`member-${change}`}
							type="radio"
							name="member-change"
							label={title}
							checked={form.values.change === change}
							onChange={() => form.set("change", change)}
						/>
					))}
				</fieldset>
				<div className="grid gap-4 md:grid-cols-3">
					{of.fields
						.filter((field) => field.takes !== "number")
						.map((field) => (
							<OneField key={field.id} of={field} bound={form.field(field.id)} />
						))}
				</div>
				{number && <NumberTwice id="member-number" form={form} />}
				<p>
					番号がまだない人（生まれたばかりの人など）は、個人番号と取得経路を空のままにします。検査が「番号待ち」と聞きます。
				</p>
				<FormFoot of={send} verb="検査に進む" look="filled" />
			</form>
		</Card>
	);
}

function OneField({ of, bound }: { of: MemberField; bound: Bound }) {
	const id = `member-${of.id}`;
	const hint = hints[of.id];
	if (of.takes === "day") return <DateField id={id} label={of.title} hint={hint} {...bound} />;
	if (of.takes !== "code") return <TextField id={id} label={of.title} {...bound} />;
	const options = Object.entries(of.codes).map(([code, title]) => ({ id: code, title: `${code} ${title}` }));
	return <SelectField id={id} label={of.title} none="（空）" options={options} {...bound} />;
}
