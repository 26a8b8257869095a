import type { ReactNode } from "react";
import { Button } from "./button";
import { Failure } from "./problem";

/** The buttons of a step. They stay in sight while what is above is long; a low window has no room for that. */
export const Foot = ({ children }: { children: ReactNode }) => (
	<div className="flex flex-wrap items-center gap-3 -mt-1 border-t border-line bg-page py-3 print:hidden [@media(min-height:40rem)]:sticky [@media(min-height:40rem)]:bottom-0">
		{children}
	</div>
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
export function FormFoot({ of, verb, look = "outlined", back, done, step = false }: Props) {
	const Row = step ? Foot : Plain;
	return (
		<>
			<Failure of={of.error} />
			<Row>
				{back}
				<Button type="submit" look={look} busy={of.isPending}>
					{verb}
				</Button>
				{done !== undefined && <span role="status">{done}</span>}
			</Row>
		</>
	);
}

const Plain = ({ children }: { children: ReactNode }) => (
	<div className="flex flex-wrap items-center gap-3">{children}</div>
);
