import type { FormEventHandler, ReactNode } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Form } from "./form";

type Props = {
	title: string;
	onClose: () => void;
	onSubmit: FormEventHandler<HTMLFormElement>;
	/** The button's verb. */
	verb: string;
	/** Filled only where the act does no harm. */
	look?: "filled" | "outlined";
	/** The act that it sends. */
	of: { isPending: boolean; error: unknown };
	children: ReactNode;
};

/** Something to fill in, in front of the screen. */
export const FormDialog = ({ title, onClose, onSubmit, verb, look = "outlined", of, children }: Props) => (
	<Dialog title={title} onClose={onClose}>
		<Form onSubmit={onSubmit} of={of} verb={verb} look={look} back={<Button onClick={onClose}>やめる</Button>}>
			{children}
		</Form>
	</Dialog>
);
