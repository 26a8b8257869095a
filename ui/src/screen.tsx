import { match } from "./lib/router";
import { ActionLink } from "./parts/button";
import { Page } from "./parts/page";
import type { FrameView } from "./platform";
import { allScreens } from "./screens/all";

/** The screen of a path. */
export function Screen({ path, frame }: { path: string; frame: FrameView }) {
	for (const { path: pattern, Screen: Found } of allScreens()) {
		const open = match(pattern, path);
		if (open && Found) return <Found frame={frame} person={frame.person} {...open} />;
	}
	return (
		<Page title="この画面はありません" lead={path}>
			<div>
				<ActionLink to="/" look="filled">
					ホームへ
				</ActionLink>
			</div>
		</Page>
	);
}
