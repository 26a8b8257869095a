import { aDay, isoDay } from "../../lib/dates";
import { useForm } from "../../lib/form";
import { dateText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Card } from "../../parts/card";
import { DateField } from "../../parts/date-field";
import { Form } from "../../parts/form";
import { type InventoryLine, platform } from "../../platform";

/** Works with this certificate, from now on or from a day. */
export function Switching({ line }: { line: InventoryLine }) {
	const begins = line.validity === "not-yet" ? line.certificate?.not_before : null;
	const form = useForm({ on: "" }, { on: (value) => (begins || value.trim() ? aDay("切り替える日")(value) : null) });
	const change = useAct(platform.switchCertificate);
	return (
		<Card title="この証明書に切り替える">
			<Form
				onSubmit={form.submit(({ on }) => change.mutate({ id: line.id, on: isoDay(on) }))}
				of={change}
				verb="切り替える"
			>
				<p>いまの証明書はそのまま残り、いつでも戻せます。</p>
				{begins && <p>この証明書は、{dateText(begins)} から使えます。</p>}
				<DateField
					id="switch-on"
					label={begins ? "切り替える日" : "切り替える日（空なら、いますぐ）"}
					className="max-w-xs"
					{...form.field("on")}
				/>
			</Form>
		</Card>
	);
}
