import { type Form, wanted } from "../../lib/form";
import { FieldShell, inputShape, TextField } from "../../parts/field";
import type { LookUpKind } from "../../platform";

/** What every look-up wants to be told, as fields of a form. */
export const stated = { purpose: "", reason: "" };
export const statedChecks = { purpose: wanted("利用目的"), reason: wanted("理由") };

type Props = { id: string; kind: LookUpKind | undefined; form: Pick<Form<typeof stated>, "field"> };

/** Purpose and reason. */
export function Statement({ id, kind, form }: Props) {
	const purpose = form.field("purpose");
	return (
		<div className="grid gap-4 md:grid-cols-2">
			<FieldShell id={`${id}-purpose`} label="利用目的" error={purpose.error}>
				<select
					id={`${id}-purpose`}
					className={inputShape}
					value={purpose.value}
					aria-invalid={purpose.error ? true : undefined}
					onChange={(event) => purpose.onChange(event.target.value)}
				>
					<option value="">えらんでください</option>
					{kind?.purposes.map(({ code, title }) => (
						<option key={code} value={code}>
							{title}
						</option>
					))}
				</select>
			</FieldShell>
			<TextField id={`${id}-reason`} label="理由" {...form.field("reason")} />
		</div>
	);
}
