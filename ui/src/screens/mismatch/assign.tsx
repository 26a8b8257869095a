import { useState } from "react";
import { useMismatchAct } from "../../lib/record-queries";
import { Button } from "../../parts/button";
import { FieldShell, inputShape } from "../../parts/field";
import { Failure } from "../../parts/problem";
import { type MismatchView, platform } from "../../platform";

/** Who sees to it. */
export function Assign({ of }: { of: MismatchView }) {
	const now = of.people.find((person) => person.name === of.line.assignee)?.id ?? "";
	const [to, setTo] = useState(now);
	const assign = useMismatchAct(platform.assignMismatch);
	if (!of.acts.includes("assign")) return null;
	return (
		<form
			className="flex flex-wrap items-end gap-3"
			onSubmit={(event) => {
				event.preventDefault();
				assign.mutate({ id: of.line.id, to: to || null });
			}}
		>
			<FieldShell id="mismatch-assignee" label="担当">
				<select
					id="mismatch-assignee"
					className={inputShape}
					value={to}
					onChange={(event) => setTo(event.target.value)}
				>
					<option value="">決めない</option>
					{of.people.map((person) => (
						<option key={person.id} value={person.id}>
							{person.name}
						</option>
					))}
				</select>
			</FieldShell>
			<Button type="submit" busy={assign.isPending}>
				担当にする
			</Button>
			<Failure of={assign.error} />
		</form>
	);
}
