import type { ReactNode } from "react";
import { useForm, wanted } from "../../lib/form";
import { useCaseAct } from "../../lib/record-queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type CaseView, type PersonView, platform } from "../../platform";
import { CaseFacts } from "./case-facts";

type Props = { of: CaseView; person: PersonView; side: ReactNode; onMore: () => void };

/** Everything is confirmed: whose notice it was, and the record is closed. */
export function Finish({ of, side, onMore }: Props) {
	const form = useForm({ subject: of.subject }, { subject: wanted("だれの届けか") });
	const finish = useCaseAct(async ({ id, subject }: { id: number; subject: string }) => {
		await platform.nameCase({ id, subject });
		return platform.closeCase({ id });
	});
	return (
		<Page key="finish" title="本人確認がそろいました" lead="だれの届けかを書いて、記録を閉じてください。">
			<form
				noValidate
				className="flex flex-col gap-4"
				onSubmit={form.submit(({ subject }) => finish.mutate({ id: of.id, subject: subject.trim() }))}
			>
				<Card>
					<TextField
						id="case-subject"
						label="だれの届けか"
						hint="記号・番号など、あとで探せるもの。個人番号は書かないでください。"
						focused
						{...form.field("subject")}
					/>
				</Card>
				<Failure of={finish.error} saved="答えたことは残っています。" />
				<div className="flex flex-wrap gap-3">
					<Button type="submit" look="filled" busy={finish.isPending}>
						記録を閉じる
					</Button>
					<Button look="plain" onClick={onMore}>
						ほかの書類も示してもらう
					</Button>
				</div>
			</form>
			<Card title="記録に残ること">
				<CaseFacts of={of} />
			</Card>
			{side}
		</Page>
	);
}
