import { isoDay } from "../../lib/dates";
import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { leakStepTitle } from "../../lib/words";
import { DateField } from "../../parts/date-field";
import { TextField } from "../../parts/field";
import { FormDialog } from "../../parts/form-dialog";
import { type LeakStep, type LeakView, platform } from "../../platform";

/** That 速報 or 確報 was made: the terminal reports nothing by itself. */
export function ReportDialog({ leak, step, onClose }: { leak: LeakView; step: LeakStep; onClose: () => void }) {
	const report = useAct(platform.reportLeak, onClose);
	const title = leakStepTitle[step];
	const form = useForm(
		{ on: "", to: "" },
		{
			on: (value) => (isoDay(value) ? null : "令和8年11月30日 のように入れてください。"),
			to: wanted("報告先"),
		},
		step,
	);
	const send = ({ on, to }: { on: string; to: string }) => {
		const day = isoDay(on);
		if (day) report.mutate({ id: leak.id, report: { step, on: day, to } });
	};
	return (
		<FormDialog
			title={`漏えい${leak.id}の${title}をしたことを記録する`}
			verb="記録する"
			onClose={onClose}
			onSubmit={form.submit(send)}
			of={report}
		>
			<p>
				この端末からは報告しません。報告したあとで記録します。
				{step === "final" && "確報を記録すると、この記録は追記できなくなります。"}
			</p>
			<DateField id="leak-reported" label="報告した日" {...form.field("on")} />
			<TextField id="leak-to" label="報告先" hint="例：個人情報保護委員会　受付番号" {...form.field("to")} />
		</FormDialog>
	);
}
