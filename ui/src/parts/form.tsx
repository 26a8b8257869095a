import type { ComponentProps, FormEventHandler, ReactNode } from "react";
import { FormFoot } from "./form-foot";

type Props = ComponentProps<typeof FormFoot> & {
	onSubmit: FormEventHandler<HTMLFormElement>;
	/** The fields. */
	children: ReactNode;
};

/** What is filled in and sent: the fields one under another, then what went wrong, the way back, the verb. */
export const Form = ({ onSubmit, children, ...foot }: Props) => (
	<form noValidate className="flex flex-col gap-4" onSubmit={onSubmit}>
		{children}
		<FormFoot {...foot} />
	</form>
);
