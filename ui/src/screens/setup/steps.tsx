import { Button } from "../../parts/button";

type Props = { back?: () => void; next: string; onNext?: () => void; busy?: boolean; filled?: boolean };

/** もどる and the next step. Without `onNext` the form around it is sent. */
export function StepButtons({ back, next, onNext, busy = false, filled = true }: Props) {
	return (
		<div className="flex flex-wrap gap-3">
			{back && <Button onClick={back}>もどる</Button>}
			<Button type={onNext ? "button" : "submit"} look={filled ? "filled" : "outlined"} busy={busy} onClick={onNext}>
				{next}
			</Button>
		</div>
	);
}
