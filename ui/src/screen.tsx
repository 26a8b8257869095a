import type { ReactNode } from "react";
import { mayDo } from "./lib/acts";
import { match } from "./lib/router";
import { ActionLink } from "./parts/button";
import { Page } from "./parts/page";
import type { FrameView } from "./platform";
import { ApprovalScreen } from "./screens/approvals/approval";
import { ApprovalsScreen } from "./screens/approvals/approvals";
import { CertificateScreen } from "./screens/certificates/certificate";
import { CertificatesScreen } from "./screens/certificates/certificates";
import { ComparisonScreen } from "./screens/comparison/comparison";
import { ComparisonsScreen } from "./screens/comparison/comparisons";
import { PairScreen } from "./screens/comparison/pair";
import { SampleScreen } from "./screens/comparison/sample";
import { ConnectionScreen } from "./screens/connection/connection";
import { DefinitionScreen } from "./screens/definitions/definition";
import { DefinitionsScreen } from "./screens/definitions/definitions";
import { ChangePasswordScreen } from "./screens/door/change-password";
import { EarlierScreen } from "./screens/earlier/earlier";
import { HelpScreen } from "./screens/help/help";
import { HomeScreen } from "./screens/home/home";
import { CaseScreen } from "./screens/identity/case";
import { CasesScreen } from "./screens/identity/cases";
import { JobScreen } from "./screens/jobs/job";
import { JobsScreen } from "./screens/jobs/jobs";
import { LookUpsScreen } from "./screens/look-ups/look-ups";
import { MismatchScreen } from "./screens/mismatch/mismatch";
import { MismatchesScreen } from "./screens/mismatch/mismatches";
import { NumbersScreen } from "./screens/numbers/numbers";
import { PiaScreen } from "./screens/pia/pia";
import { RecordsScreen } from "./screens/records/records";
import { ResultScreen } from "./screens/results/result";
import { ResultsScreen } from "./screens/results/results";
import { SendScreen } from "./screens/send/send";
import { ServerScreen } from "./screens/server/server";
import { SettingsScreen } from "./screens/settings/settings";
import { TimelineScreen } from "./screens/timeline/timeline";
import { TimelinesScreen } from "./screens/timeline/timelines";
import { UsersScreen } from "./screens/users/users";

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
	["/identity", (frame) => <CasesScreen person={frame.person} />],
	["/identity/:id", (frame, { id }) => <CaseScreen id={Number(id)} person={frame.person} />],
	["/comparisons", (frame) => <ComparisonsScreen person={frame.person} />],
	["/comparisons/:id", (frame, { id }) => <ComparisonScreen id={Number(id)} person={frame.person} />],
	["/comparisons/:id/pairs", (_, { id }) => <PairScreen id={Number(id)} />],
	["/comparisons/:id/sample", (_, { id }) => <SampleScreen id={Number(id)} />],
	["/look-ups", (frame) => <LookUpsScreen person={frame.person} />],
	["/numbers", () => <NumbersScreen />],
	["/timelines", (frame) => <TimelinesScreen person={frame.person} />],
	[
		"/timelines/:registration",
		(frame, { registration = "" }) => <TimelineScreen registration={registration} person={frame.person} />,
	],
	["/mismatches", (frame) => <MismatchesScreen person={frame.person} />],
	["/mismatches/:id", (_, { id }) => <MismatchScreen id={Number(id)} />],
	["/pia", (frame) => <PiaScreen person={frame.person} />],
	["/server", () => <ServerScreen />],
	["/certificates", (frame) => <CertificatesScreen frame={frame} />],
	["/certificates/:id", (_, { id }) => <CertificateScreen id={Number(id)} />],
	["/connection", (frame) => <ConnectionScreen back={waysBack(frame)} />],
	["/users", (frame) => <UsersScreen person={frame.person} />],
	["/earlier", (frame) => <EarlierScreen person={frame.person} />],
	["/definitions", (frame) => <DefinitionsScreen person={frame.person} />],
	[
		"/definitions/:kind/:version",
		(frame, { kind = "", version = "" }) => <DefinitionScreen kind={kind} version={version} person={frame.person} />,
	],
	["/settings", (frame) => <SettingsScreen person={frame.person} />],
	["/password", () => <ChangePasswordScreen />],
	["/records", (frame) => <RecordsScreen person={frame.person} />],
	["/help", () => <HelpScreen />],
];

/** Only an administrator has the screen of certificates. */
const waysBack = ({ person }: FrameView) =>
	mayDo(person, "import_certificate")
		? { to: "/certificates", words: "証明書と接続へ" }
		: { to: "/", words: "ホームへ" };

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
