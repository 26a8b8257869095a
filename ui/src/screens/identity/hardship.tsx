import { useForm, wanted } from "../../lib/form";
import { Button } from "../../parts/button";
import { TextField } from "../../parts/field";
import type { CaseChoice, CaseElement, Element } from "../../platform";
import type { Ask } from "./case";

type Props = { choices: CaseChoice[]; elements: CaseElement[]; ask: Ask; busy: boolean };

/** With a reason why the documents above are difficult, others count too. */
export function Hardship({ choices, elements, ask, busy }: Props) {
	const wantedFor = elements.filter(
		(element) => !element.hardship && choices.some((choice) => choice.elements.includes(element.element)),
	);
	if (wantedFor.length === 0) return null;
	return (
		<details className="rounded-12 border border-line bg-white p-5">
			<summary className="flex min-h-11 list-none items-center font-bold">上の書類が難しいとき</summary>
			<p className="mt-2 mb-3">
				理由を書くと、次のものも使えるようになります：
				{[...new Set(choices.map((choice) => choice.label))].join("、")}
			</p>
			<div className="flex flex-col gap-4">
				{wantedFor.map((element) => (
					<Reason key={element.element} element={element.element} title={element.title} ask={ask} busy={busy} />
				))}
			</div>
		</details>
	);
}

function Reason({ element, title, ask, busy }: { element: Element; title: string; ask: Ask; busy: boolean }) {
	const form = useForm({ reason: "" }, { reason: wanted("理由") });
	return (
		<form
			noValidate
			className="flex flex-wrap items-end gap-3"
			onSubmit={form.submit(({ reason }) => ask({ to: "difficult", element, reason: reason.trim() }))}
		>
			<TextField
				id={`hardship-${element}`}
				className="min-w-0 grow basis-80"
				label={`${title}の書類が難しい理由`}
				hint="記録に残ります。番号は書かないでください。"
				{...form.field("reason")}
			/>
			<Button type="submit" busy={busy}>
				理由を書いて増やす
			</Button>
		</form>
	);
}
