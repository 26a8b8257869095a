import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { Card } from "../../parts/card";
import { Choice, TextField } from "../../parts/field";
import { Form } from "../../parts/form";
import { type InventoryLine, platform, type RegistrationStep } from "../../platform";

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
		from: ["requested", "issued", "installed", "revocation-asked", "revoked"],
	},
];

/** The end of a certificate, or of a request whose certificate never came. */
export function Retiring({ line }: { line: InventoryLine }) {
	const open = ends.filter(({ from }) => from.includes(line.registration));
	const only = open.length === 1 ? open[0]?.step : undefined;
	const form = useForm(
		{ step: only ?? "", reason: "" },
		{ step: (step) => (step ? null : "何をしたかを選んでください。"), reason: wanted("理由") },
	);
	const retire = useAct(platform.retireCertificate, form.reset);
	const send = form.submit(({ step, reason }) => {
		const end = open.find((each) => each.step === step);
		if (end) retire.mutate({ id: line.id, step: end.step, reason });
	});
	const missing = form.field("step").error;
	return (
		<Card title={line.certificate ? "使うのをやめる" : "申請をやめる"}>
			<Form onSubmit={send} of={retire} verb="記録する">
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
							checked={form.values.step === each.step}
							onChange={() => form.set("step", each.step)}
						/>
					))}
					{missing && (
						<p role="alert" className="font-bold text-red-1000">
							<span aria-hidden="true">● </span>
							{missing}
						</p>
					)}
				</fieldset>
				<TextField id="retire-reason" label="理由" {...form.field("reason")} />
			</Form>
		</Card>
	);
}
