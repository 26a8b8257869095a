import { aDay, eightDigits } from "../../lib/dates";
import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { navigate } from "../../lib/router";
import { Card } from "../../parts/card";
import { DateField } from "../../parts/date-field";
import { Choice, TextField } from "../../parts/field";
import { FormFoot } from "../../parts/form-foot";
import { type InquiryProposal, platform } from "../../platform";

const keyOf = (of: InquiryProposal) => `${of.procedure.code} ${of.provider.code}`;

/** One person: the 事務手続 decides whom to ask, and for what. */
export function OnePerson({ proposals }: { proposals: InquiryProposal[] }) {
	const form = useForm(
		{ branch: "", ask: "", left_out: "", from: "", to: "" },
		{
			branch: wanted("被保険者枝番"),
			ask: (value) => (value ? null : "事務手続をえらんでください。"),
			from: aDay("照会期間のはじめ"),
			to: aDay("照会期間のおわり"),
		},
	);
	const inquire = useAct(platform.inquirePerson, (job) => navigate(`/jobs/${job.id}`));
	const chosen = proposals.find((each) => keyOf(each) === form.values.ask);
	const leftOut = new Set(form.values.left_out.split(" ").filter(Boolean));
	const ask = form.field("ask");
	return (
		<Card title="1人を照会する">
			<form
				noValidate
				className="flex flex-col gap-4"
				onSubmit={form.submit(({ branch, from, to }) => {
					if (!chosen) return;
					const items = chosen.items.filter((item) => !leftOut.has(item.code)).slice(0, 3);
					inquire.mutate({
						typed: {
							server_branch: branch.trim(),
							procedure: chosen.procedure.code,
							provider: chosen.provider.code,
							period_from: eightDigits(from),
							period_to: eightDigits(to),
							...Object.fromEntries(items.map((item, at) => [`information_${at + 1}`, item.code])),
						},
					});
				})}
			>
				<TextField id="inquiry-branch" label="被保険者枝番" className="max-w-md" {...form.code("branch")} />
				<fieldset className="grid gap-2 md:grid-cols-2">
					<legend className="mb-1 font-bold">事務手続と、照会する先</legend>
					{proposals.map((each) => (
						<Choice
							key={keyOf(each)}
							id={`inquiry-${keyOf(each).replace(" ", "-")}`}
							type="radio"
							name="inquiry-ask"
							label={`${each.procedure.title} → ${each.provider.title}`}
							checked={ask.value === keyOf(each)}
							onChange={() => {
								ask.onChange(keyOf(each));
								form.set("left_out", "");
							}}
						/>
					))}
					{ask.error && (
						<p role="alert" className="font-bold text-red-1000">
							<span aria-hidden="true">● </span>
							{ask.error}
						</p>
					)}
				</fieldset>
				{chosen && (
					<fieldset className="flex flex-wrap gap-2">
						<legend className="mb-1 font-bold">照会する項目</legend>
						{chosen.items.map((item) => (
							<Choice
								key={item.code}
								id={`inquiry-item-${item.code}`}
								type="checkbox"
								name={`inquiry-item-${item.code}`}
								label={item.title}
								checked={!leftOut.has(item.code)}
								onChange={() => {
									const next = new Set(leftOut);
									if (!next.delete(item.code)) next.add(item.code);
									form.set("left_out", [...next].join(" "));
								}}
							/>
						))}
					</fieldset>
				)}
				<div className="grid gap-4 md:grid-cols-2">
					<DateField id="inquiry-from" label="照会期間のはじめ" {...form.field("from")} />
					<DateField id="inquiry-to" label="照会期間のおわり" {...form.field("to")} />
				</div>
				<FormFoot of={inquire} verb="検査に進む" look="filled" />
			</form>
		</Card>
	);
}
