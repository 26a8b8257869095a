import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { TextField } from "../../parts/field";
import { FormFoot } from "../../parts/form-foot";
import { platform } from "../../platform";

/** Two persons let a terminal go on whose data are older than they were. */
export function AcceptOlder({ onDone }: { onDone: () => void }) {
	const form = useForm({ reason: "" }, { reason: wanted("サーバーで確かめたこと") });
	const accept = useAct(platform.acceptOlderData, () => {
		form.reset();
		onDone();
	});
	return (
		<form
			noValidate
			className="my-3 flex flex-col gap-3 print:hidden"
			onSubmit={form.submit(({ reason }) => accept.mutate({ reason }))}
		>
			<TextField
				id="older-reason"
				label="サーバーで確かめたこと"
				hint="受付の一覧と見くらべて書きます。1人めが書き、ほかの人が認めると、送信が続きます。"
				{...form.field("reason")}
			/>
			<FormFoot
				of={accept}
				verb="続けることを認める"
				look="outlined"
				done={accept.isSuccess && !form.values.reason && "記録しました"}
			/>
		</form>
	);
}
