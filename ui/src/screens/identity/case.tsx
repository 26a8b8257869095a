import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { useCase, useCaseAct } from "../../lib/record-queries";
import { Broken } from "../../parts/broken";
import { Choices } from "../../parts/choices";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type CaseAnswer, type CaseQuestion, type CaseView, type PersonView, platform } from "../../platform";
import { CaseRecord } from "./case-record";
import { Confirm } from "./confirm";
import { Documents } from "./documents";
import { Finish } from "./finish";
import { questions } from "./questions";
import { Standing } from "./standing";

export type Ask = (answer: CaseAnswer) => void;

/** One question a screen: the first that is open, or one that is asked again. */
export function CaseScreen({ id, person }: { id: number; person: PersonView }) {
	const found = useCase(id);
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const { state } = found.data;
	const done = state === "closed" || state === "refused" || !mayDo(person, "answer_case");
	if (done) return <CaseRecord of={found.data} person={person} />;
	return <Guide of={found.data} person={person} />;
}

function Guide({ of, person }: { of: CaseView; person: PersonView }) {
	const [again, setAgain] = useState<CaseQuestion | null>(null);
	const answer = useCaseAct(platform.answerCase, () => setAgain(null));
	const ask: Ask = (given) => answer.mutate({ id: of.id, answer: given });
	const busy = answer.isPending;
	const question = again ?? of.question;
	const prompted = of.shown.find((document) => document.prompts.length > 0);
	const side = <Standing of={of} asked={question} onAgain={setAgain} ask={ask} busy={busy} />;

	if (question !== "documents") {
		const { title, lead, options } = questions[question];
		return (
			<Page key={question} title={title} lead={lead}>
				<Failure of={answer.error} />
				<Choices
					label={title}
					busy={busy}
					of={options.map((option) => ({ ...option, onChoose: () => ask(option.answer) }))}
				/>
				{side}
			</Page>
		);
	}
	if (prompted)
		return (
			<Confirm document={prompted} ask={ask} busy={busy} error={answer.error}>
				{side}
			</Confirm>
		);
	if (of.state === "complete" && again !== "documents")
		return <Finish of={of} person={person} side={side} onMore={() => setAgain("documents")} />;
	return (
		<Documents of={of} ask={ask} busy={busy} error={answer.error}>
			{side}
		</Documents>
	);
}
