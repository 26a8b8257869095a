import { useForm, wanted } from "../../lib/form";
import { useCaseAct } from "../../lib/record-queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { Failure } from "../../parts/problem";
import { type CaseView, platform } from "../../platform";

/** Whose notice a case belongs to, so that it is found again. */
export function NameIt({ of }: { of: CaseView }) {
	const form = useForm({ subject: of.subject }, { subject: wanted("だれの届けか") });
	const name = useCaseAct(platform.nameCase);
	return (
		<Card className="print:hidden">
			<form
				noValidate
				className="flex flex-wrap items-end gap-3"
				onSubmit={form.submit(({ subject }) => name.mutate({ id: of.id, subject: subject.trim() }))}
			>
				<TextField
					id="case-subject"
					className="min-w-0 grow basis-80"
					label="だれの届けか"
					hint="記号・番号など、あとで探せるもの。個人番号は書かないでください。"
					{...form.field("subject")}
				/>
				<Button type="submit" busy={name.isPending}>
					書いておく
				</Button>
			</form>
			<Failure of={name.error} />
		</Card>
	);
}
