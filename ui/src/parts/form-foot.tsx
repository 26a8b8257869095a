import type { ReactNode } from "react";
import { Button } from "./button";
import { Failure } from "./problem";

const inSight =
	"-mt-1 border-t border-line bg-page py-3 print:hidden [@media(min-height:40rem)]:sticky [@media(min-height:40rem)]:bottom-0";

/** A row of buttons. Those of a step stay in sight while what is above is long; a low window has no room for that. */
export const Foot = ({ step = false, children }: { step?: boolean; children: ReactNode }) => (
	<div className={`flex flex-wrap items-center gap-3 ${step ? inSight : ""}`}>{children}</div>
);

type Props = {
	/** The act that the form sends. */
	of: { isPending: boolean; error: unknown };
	/** The button's verb. */
	verb: string;
	/** Filled where it is the next step and does no harm. */
	look?: "filled" | "outlined";
	/** The way back, before the verb. */
	back?: ReactNode;
	/** What is said once it is done. */
	done?: string | false;
	/** Whether it ends a step of several. */
	step?: boolean;
};

/** What ends every form: what went wrong, the way back, the verb. */
export const FormFoot = ({ of, verb, look = "outlined", back, done, step = false }: Props) => (
	<>
		<Failure of={of.error} />
		<Foot step={step}>
			{back}
			<Button type="submit" look={look} busy={of.isPending}>
				{verb}
			</Button>
			{done !== undefined && <span role="status">{done}</span>}
		</Foot>
	</>
);
