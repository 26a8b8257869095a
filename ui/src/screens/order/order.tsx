import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { useForm, wanted } from "../../lib/form";
import { dayText } from "../../lib/format";
import { useAct, useSteps } from "../../lib/queries";
import { standingTitle } from "../../lib/words";
import { Broken } from "../../parts/broken";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { FieldDialog } from "../../parts/field-dialog";
import { Form } from "../../parts/form";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type Column, Table } from "../../parts/table";
import { type PersonView, platform, type StepStanding, type StepsView, type StepView } from "../../platform";

const signs: Record<StepStanding, string> = { done: "✓", stated: "○", missing: "－" };

/** Which kind of file goes before which, and what an administrator said of it. */
export function OrderScreen({ person }: { person: PersonView }) {
	const found = useSteps();
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const mayState = mayDo(person, "state_step");
	return (
		<Page title="送信の順番" lead={found.data.place}>
			<Card>
				<Table label="送信の順番" columns={columns(mayState)} rows={found.data.steps} rowKey={(step) => step.kind} />
			</Card>
			<Again of={found.data} mayOpen={mayDo(person, "open_again")} />
		</Page>
	);
}

const columns = (mayState: boolean): Column<StepView>[] => [
	{ head: "種類", cell: (step) => step.title },
	{ head: "先に送るもの", cell: (step) => step.after.join("、") || "なし" },
	{ head: "いま", cell: (step) => <Standing of={step} /> },
	...(mayState ? [{ head: "操作", cell: (step: StepView) => <State of={step} /> }] : []),
];

const Standing = ({ of }: { of: StepView }) => (
	<>
		<b>
			<span aria-hidden="true">{signs[of.standing]} </span>
			{standingTitle[of.standing]}
		</b>
		{of.reason && (
			<span className="block">
				{of.reason}（{of.by}　{of.at && dayText(of.at)}）
			</span>
		)}
	</>
);

function State({ of }: { of: StepView }) {
	const [asking, setAsking] = useState(false);
	const state = useAct(platform.stateStep, () => setAsking(false));
	const withdraw = useAct(platform.withdrawStep);
	if (of.standing === "stated")
		return (
			<>
				<Button look="plain" busy={withdraw.isPending} onClick={() => withdraw.mutate({ kind: of.kind })}>
					記録を取り消す
				</Button>
				<Failure of={withdraw.error} />
			</>
		);
	if (of.standing === "done" || !of.is_waited_for) return null;
	return (
		<>
			<Button look="plain" onClick={() => setAsking(true)}>
				ほかで済んだと記録する…
			</Button>
			{asking && (
				<FieldDialog
					title={`「${of.title}」は、ほかで済んだ`}
					what="理由"
					lead="ほかの端末や以前に、この環境へ送って登録が済んでいるときだけ記録してください。理由はホームに出ます。"
					verb="記録する"
					send={(reason) => state.mutate({ kind: of.kind, reason })}
					of={state}
					onClose={() => setAsking(false)}
				>
					{(bound) => <TextField id="step-reason" label="理由" hint="いつ、どこで済んだか" {...bound} />}
				</FieldDialog>
			)}
		</>
	);
}

function Again({ of, mayOpen }: { of: StepsView; mayOpen: boolean }) {
	if (!mayOpen && of.reopened.length === 0) return null;
	return (
		<Card title="同じ内容をもう一度送る" className="flex flex-col gap-3">
			<p>一度送った内容は、二重に登録しないよう、同じ環境へはもう送れません。</p>
			{of.reopened.map((it) => (
				<p key={it.job}>
					<b>送信{it.job} と同じ内容を、1回だけ送れます。</b>
					{it.reason}（{it.by}　{dayText(it.at)}）
				</p>
			))}
			{mayOpen && <Open />}
		</Card>
	);
}

function Open() {
	const number = (typed: string) => (/^\d{1,9}$/.test(typed.trim()) ? null : "送信の番号を入れてください。");
	const form = useForm({ job: "", reason: "" }, { job: number, reason: wanted("理由") });
	const open = useAct(platform.openAgain, () => form.reset());
	return (
		<Form
			onSubmit={form.submit(({ job, reason }) => open.mutate({ id: Number(job), reason }))}
			of={open}
			verb="もう一度だけ送れるようにする"
		>
			<TextField
				id="again-job"
				label="終わった送信の番号"
				inputMode="numeric"
				className="max-w-md"
				{...form.field("job")}
			/>
			<TextField
				id="again-reason"
				label="理由"
				hint="再切替のため、など"
				className="max-w-xl"
				{...form.field("reason")}
			/>
		</Form>
	);
}
