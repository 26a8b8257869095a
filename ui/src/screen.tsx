import type { ReactNode } from "react";
import { match } from "./lib/router";
import { ActionLink } from "./parts/button";
import { Page } from "./parts/page";
import type { FrameView } from "./platform";
import { ApprovalScreen } from "./screens/approvals/approval";
import { ApprovalsScreen } from "./screens/approvals/approvals";
import { ChangePasswordScreen } from "./screens/door/change-password";
import { HelpScreen } from "./screens/help/help";
import { HomeScreen } from "./screens/home/home";
import { JobScreen } from "./screens/jobs/job";
import { JobsScreen } from "./screens/jobs/jobs";
import { RecordsScreen } from "./screens/records/records";
import { ResultScreen } from "./screens/results/result";
import { ResultsScreen } from "./screens/results/results";
import { SendScreen } from "./screens/send/send";
import { ServerScreen } from "./screens/terminal/server";
import { TerminalScreen } from "./screens/terminal/terminal";
import { UsersScreen } from "./screens/terminal/users";

type Route = [pattern: string, screen: (frame: FrameView, found: Record<string, string>) => ReactNode];

const routes: Route[] = [
	["/", (frame) => <HomeScreen frame={frame} />],
	["/send", () => <SendScreen />],
	["/approvals", () => <ApprovalsScreen />],
	["/jobs/:id/approval", (_, { id }) => <ApprovalScreen id={Number(id)} />],
	["/jobs", () => <JobsScreen />],
	["/jobs/:id", (frame, { id }) => <JobScreen id={Number(id)} person={frame.person} />],
	["/jobs/:id/result", (_, { id }) => <ResultScreen id={Number(id)} />],
	["/results", () => <ResultsScreen />],
	["/server", () => <ServerScreen />],
	["/certificates", (frame) => <TerminalScreen frame={frame} />],
	["/users", (frame) => <UsersScreen person={frame.person} />],
	["/password", () => <ChangePasswordScreen />],
	["/records", (frame) => <RecordsScreen person={frame.person} />],
	["/help", () => <HelpScreen />],
];

/** The screen of a path. */
export function Screen({ path, frame }: { path: string; frame: FrameView }) {
	for (const [pattern, screen] of routes) {
		const found = match(pattern, path);
		if (found) return screen(frame, found);
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
