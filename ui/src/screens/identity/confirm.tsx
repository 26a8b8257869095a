import type { ReactNode } from "react";
import { Card } from "../../parts/card";
import { Choices } from "../../parts/choices";
import { Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import type { CaseDocument } from "../../platform";
import type { Ask } from "./case";
import { DocumentPicture } from "./document-picture";

type Props = { document: CaseDocument; ask: Ask; busy: boolean; error: unknown; children: ReactNode };

/** What has to be looked at on a document, one question after another. */
export function Confirm({ document, ask, busy, error, children }: Props) {
	const [asked] = document.prompts;
	if (!asked) return null;
	const { index } = document;
	const answer = (yes: boolean) => () => ask({ to: "confirms", index, prompt: asked.prompt, yes });
	return (
		<Page key={asked.prompt} title={asked.sentence} lead={document.label}>
			<Failure of={error} />
			<Card className="flex flex-wrap items-center gap-6">
				<DocumentPicture id={document.id} large />
				<div className="grow">
					<p className="mb-3 text-solid-gray-700">赤い輪のところを見てください（絵は見本です）。</p>
					<Choices
						label={asked.sentence}
						busy={busy}
						of={[
							{ id: "yes", title: "はい", onChoose: answer(true) },
							{ id: "no", title: "いいえ", note: "この書類は数えません", onChoose: answer(false) },
						]}
					/>
				</div>
			</Card>
			{children}
		</Page>
	);
}
