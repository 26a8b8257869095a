import { ActionLink } from "./button";
import { Page } from "./page";
import { Failure } from "./problem";

/** A screen whose data didn't come: it says why, and leads home. */
export function Broken({ error }: { error: unknown }) {
	return (
		<Page title="この画面を開けません">
			<Failure of={error} />
			<div>
				<ActionLink to="/">ホームへ</ActionLink>
			</div>
		</Page>
	);
}
