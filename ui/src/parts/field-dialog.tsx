import type { ReactNode } from "react";
import { type Bound, useForm, wanted } from "../lib/form";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Failure } from "./problem";

type Props = {
	title: string;
	onClose: () => void;
	/** What is wanted, as the message says it that asks for it. */
	what: string;
	/** The button's verb. */
	verb: string;
	/** Filled only where the act does no harm. */
	look?: "filled" | "outlined";
	send: (text: string) => void;
	of: { isPending: boolean; error: unknown };
	lead?: ReactNode;
	/** The one field. */
	children: (bound: Bound) => ReactNode;
};

/** A question with one field in front of the screen. */
export function FieldDialog({ title, onClose, what, verb, look = "outlined", send, of, lead, children }: Props) {
	const form = useForm({ text: "" }, { text: wanted(what) });
	return (
		<Dialog title={title} onClose={onClose}>
			<form noValidate className="flex flex-col gap-4" onSubmit={form.submit(({ text }) => send(text.trim()))}>
				{lead && <p>{lead}</p>}
				{children(form.field("text"))}
				<Failure of={of.error} />
				<div className="flex flex-wrap gap-3">
					<Button onClick={onClose}>やめる</Button>
					<Button type="submit" look={look} busy={of.isPending}>
						{verb}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
