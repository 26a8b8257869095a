import type { ComponentProps, ReactNode } from "react";
import { type Bound, useForm, wanted } from "../lib/form";
import { FormDialog } from "./form-dialog";

type Props = Omit<ComponentProps<typeof FormDialog>, "onSubmit" | "children"> & {
	/** What is wanted, as the message says it that asks for it. */
	what: string;
	send: (text: string) => void;
	lead?: ReactNode;
	/** The one field. */
	children: (bound: Bound) => ReactNode;
};

/** A question with one field in front of the screen. */
export function FieldDialog({ what, send, lead, children, ...shell }: Props) {
	const form = useForm({ text: "" }, { text: wanted(what) }, shell.title);
	return (
		<FormDialog {...shell} onSubmit={form.submit(({ text }) => send(text.trim()))}>
			{lead && <p>{lead}</p>}
			{children(form.field("text"))}
		</FormDialog>
	);
}
