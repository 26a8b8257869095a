import { type ReactNode, useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { elementTitle } from "../../lib/words";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Choices } from "../../parts/choices";
import { Dialog } from "../../parts/dialog";
import { TextField } from "../../parts/field";
import { Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import type { CaseChoice, CaseView } from "../../platform";
import type { Ask } from "./case";
import { DocumentPicture } from "./document-picture";
import { GiveUp } from "./give-up";
import { Hardship } from "./hardship";
import { RequestForm } from "./request-form";

type Props = { of: CaseView; ask: Ask; busy: boolean; error: unknown; children: ReactNode };

const words = (choice: CaseChoice) => {
	const confirms = choice.elements.map((element) => elementTitle[element]).join("と");
	return confirms && `${confirms}に`;
};

/** What do they show? The likeliest first; what needs a reason, behind its reason. */
export function Documents({ of, ask, busy, error, children }: Props) {
	const [named, setNamed] = useState<CaseChoice | null>(null);
	const shows = (choice: CaseChoice, label: string | null) => ask({ to: "shows", id: choice.id, of: choice.of, label });
	const open = of.choices.filter((choice) => !choice.needs_hardship);
	const hard = of.choices.filter((choice) => choice.needs_hardship);
	return (
		<Page
			key="documents"
			title={of.shown.length > 0 ? "ほかに何を示してもらいますか" : "何を示してもらいますか"}
			lead="数字のキーでも選べます。書類の番号や写しは残しません。"
		>
			<Failure of={error} />
			{children}
			{of.form && of.form.state !== "returned" && <RequestForm of={of} />}
			<Choices
				label="示せる書類"
				busy={busy}
				className="grid gap-3 md:grid-cols-2 xl:grid-cols-3"
				of={open.map((choice) => ({
					id: `${choice.id}-${choice.of}`,
					title: choice.label,
					note: words(choice),
					never: choice.objection,
					picture: <DocumentPicture id={choice.id} />,
					onChoose: () => (choice.named ? setNamed(choice) : shows(choice, null)),
				}))}
			/>
			{open.length === 0 && <p>この受け方では、確かめられる書類がありません。受け方を選びなおしてください。</p>}
			{of.may_make_form && <RequestForm of={of} />}
			{hard.length > 0 && <Hardship choices={hard} elements={of.elements} ask={ask} busy={busy} />}
			<div>
				<GiveUp id={of.id} />
			</div>
			{named && (
				<Named
					choice={named}
					onClose={() => setNamed(null)}
					onNamed={(label) => {
						shows(named, label);
						setNamed(null);
					}}
				/>
			)}
		</Page>
	);
}

/** Two documents of one kind are told apart by their names. */
function Named({
	choice,
	onClose,
	onNamed,
}: {
	choice: CaseChoice;
	onClose: () => void;
	onNamed: (label: string) => void;
}) {
	const form = useForm({ label: "" }, { label: wanted("書類の名前") }, choice.id);
	return (
		<Dialog title={choice.label} onClose={onClose}>
			<Card>
				<form noValidate className="flex flex-col gap-4" onSubmit={form.submit(({ label }) => onNamed(label.trim()))}>
					<TextField
						id="document-label"
						label="書類の名前"
						hint="例：印鑑登録証明書。書類の番号は書かないでください。"
						{...form.field("label")}
					/>
					<div className="flex gap-3">
						<Button onClick={onClose}>やめる</Button>
						<Button type="submit" look="filled">
							示してもらった
						</Button>
					</div>
				</form>
			</Card>
		</Dialog>
	);
}
