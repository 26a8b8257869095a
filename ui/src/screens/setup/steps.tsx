import { Button } from "../../parts/button";
import { Foot, FormFoot } from "../../parts/form-foot";

type Props = { back?: (() => void) | undefined; next: string; onNext: () => void; filled?: boolean };

/** もどる and the next step. */
export const StepButtons = ({ back, next, onNext, filled = true }: Props) => (
	<Foot step>
		{back && <Button onClick={back}>もどる</Button>}
		<Button look={filled ? "filled" : "outlined"} onClick={onNext}>
			{next}
		</Button>
	</Foot>
);

type FootProps = {
	of: { isPending: boolean; error: unknown };
	verb: string;
	back?: (() => void) | undefined;
};

/** What ends a step's form. */
export const StepFoot = ({ back, ...props }: FootProps) => (
	<FormFoot step look="filled" back={back && <Button onClick={back}>もどる</Button>} {...props} />
);
