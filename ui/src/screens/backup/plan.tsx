import { longPassword, sameAs, useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { TextField } from "../../parts/field";
import { Form } from "../../parts/form";
import { Failure } from "../../parts/problem";
import { type BackupPlanView, platform } from "../../platform";
import { PassPhrase } from "./make";

/** Where they go by themselves, every few days, the oldest going. */
export const Plan = ({ of }: { of: BackupPlanView | null }) => (of ? <Planned key={of.folder} of={of} /> : <NewPlan />);

function Planned({ of }: { of: BackupPlanView }) {
	const stop = useAct(() => platform.stopBackups());
	return (
		<Card title="自動で作る予定" className="flex flex-col gap-4">
			{of.problem && <p className="font-bold text-red-1000">● {of.problem}</p>}
			<Facts
				of={[
					["フォルダー", of.folder],
					["間かく", `${of.every_days} 日ごと`],
					["残す数", `${of.keep} 個（古いものから消します）`],
				]}
			/>
			<Failure of={stop.error} />
			<div>
				<Button look="plain" busy={stop.isPending} onClick={() => stop.mutate()}>
					予定をやめる（作ったものは残ります）
				</Button>
			</div>
		</Card>
	);
}

const days = (most: number) => (value: string) => {
	const number = Number(value.trim());
	return Number.isInteger(number) && number >= 1 && number <= most ? null : `1から${most}までの数を入れてください。`;
};

function NewPlan() {
	const form = useForm(
		{ folder: "", every: "1", keep: "14", phrase: "", again: "" },
		{ folder: wanted("フォルダー"), every: days(31), keep: days(366), phrase: longPassword, again: sameAs("phrase") },
	);
	const plan = useAct(platform.planBackups);
	return (
		<Card title="自動で作る予定を決める">
			<Form
				onSubmit={form.submit(({ folder, every, keep, phrase }) =>
					plan.mutate({ folder, everyDays: Number(every), keep: Number(keep), passPhrase: phrase }),
				)}
				of={plan}
				verb="予定を決める"
			>
				<TextField
					id="plan-folder"
					label="置くフォルダー"
					hint="共有フォルダーや外付けの装置など、このPCとは別の場所"
					{...form.field("folder")}
				/>
				<div className="flex flex-wrap gap-4">
					<TextField
						id="plan-every"
						label="何日ごとに作るか"
						inputMode="numeric"
						className="max-w-48"
						{...form.field("every")}
					/>
					<TextField
						id="plan-keep"
						label="いくつ残すか"
						inputMode="numeric"
						className="max-w-48"
						{...form.field("keep")}
					/>
				</div>
				<PassPhrase id="plan" form={form} />
			</Form>
		</Card>
	);
}
