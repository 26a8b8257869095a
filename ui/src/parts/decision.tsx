import { type FormEvent, type ReactNode, useRef } from "react";
import { Button } from "./button";
import { KeyCap, useShortcuts } from "./choices";
import { Choice } from "./field";
import { Failure } from "./problem";

export type Answer = {
	/** Stable among the answers. */
	id: string;
	title: string;
	/** What will happen, in a sentence, said before it does. */
	happens: ReactNode;
	/** The button's verb. */
	verb: string;
	/** What else it wants to be told, shown once it is chosen. */
	more?: ReactNode;
	onDecide: (event: FormEvent<HTMLFormElement>) => void;
};

type Props = {
	label: string;
	answers: Answer[];
	chosen: string;
	onChoose: (id: string) => void;
	/** The act that is under way, or failed. */
	of: { isPending: boolean; error: unknown };
};

/** A decision about a person: first chosen, then made. A figure chooses; only the button, or Enter, decides. */
export function Decision({ label, answers, chosen, onChoose, of }: Props) {
	const form = useRef<HTMLFormElement>(null);
	const answer = answers.find(({ id }) => id === chosen);
	const figures = answers.map(({ id }, i) => [`${i + 1}`, () => onChoose(id)]);
	useShortcuts(of.isPending ? {} : { ...Object.fromEntries(figures), enter: () => form.current?.requestSubmit() });
	return (
		<form
			ref={form}
			noValidate
			className="flex flex-col gap-3"
			onSubmit={(event) => {
				event.preventDefault();
				if (!of.isPending) answer?.onDecide(event);
			}}
		>
			<fieldset className="flex flex-col gap-2">
				<legend className="sr-only">{label}</legend>
				{answers.map((each, i) => (
					<div key={each.id} className="flex flex-col gap-2">
						<Choice
							id={`decision-${each.id}`}
							type="radio"
							name="decision"
							checked={each.id === chosen}
							onChange={() => onChoose(each.id)}
							label={
								<span className="flex items-center gap-2">
									<KeyCap>{i + 1}</KeyCap>
									{each.title}
								</span>
							}
						/>
						{each.id === chosen && each.more && <div className="flex flex-col gap-3 pl-8">{each.more}</div>}
					</div>
				))}
			</fieldset>
			<Failure of={of.error} />
			{answer && (
				<>
					<p role="status">{answer.happens}</p>
					<Button type="submit" busy={of.isPending}>
						{answer.verb}
					</Button>
				</>
			)}
		</form>
	);
}

type UndoProps = { words: ReactNode; onUndo: () => void; of: { isPending: boolean; error: unknown } };

/** What was decided just now, and the one click that takes it back. */
export const Decided = ({ words, onUndo, of }: UndoProps) => (
	<div className="rounded-8 border border-green-900 bg-green-50 px-4 py-1 print:hidden">
		<div className="flex flex-wrap items-center gap-x-4">
			<p role="status" className="grow">
				<span aria-hidden="true" className="text-green-900">
					✓{" "}
				</span>
				{words}
			</p>
			<Button look="plain" busy={of.isPending} onClick={onUndo}>
				取り消す
			</Button>
		</div>
		<Failure of={of.error} />
	</div>
);
