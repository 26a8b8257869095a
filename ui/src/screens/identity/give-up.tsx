import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { useCaseAct } from "../../lib/record-queries";
import { Button } from "../../parts/button";
import { TextField } from "../../parts/field";
import { FormDialog } from "../../parts/form-dialog";
import { platform } from "../../platform";

/** It can't be confirmed: with the reason that the person is told. */
export function GiveUp({ id }: { id: number }) {
	const [asking, setAsking] = useState(false);
	const form = useForm({ reason: "" }, { reason: wanted("理由") });
	const refuse = useCaseAct(platform.refuseCase);
	return (
		<>
			<Button look="plain" onClick={() => setAsking(true)}>
				確かめられないことにする…
			</Button>
			{asking && (
				<FormDialog
					title="確かめられないことにする"
					onClose={() => setAsking(false)}
					onSubmit={form.submit(({ reason }) => refuse.mutate({ id, reason: reason.trim() }))}
					verb="確かめられないことにする"
					of={refuse}
				>
					<p>
						この番号は<b>受け取れません。</b>この本人確認は、ここから先に進められなくなります。
					</p>
					<TextField
						id="refuse-reason"
						label="確かめられない理由"
						hint="本人に伝える理由です。番号は書かないでください。"
						{...form.field("reason")}
					/>
				</FormDialog>
			)}
		</>
	);
}
