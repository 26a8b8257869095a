import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useKeys } from "../../frame/keys";
import { useProfiles } from "../../lib/queries";
import { goBack, navigate } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { StepList } from "../../parts/step-list";
import {
	type PlaceDraft,
	type ProfileKind,
	type ProfileView,
	platform,
	type SetupSheet,
	type StartView,
} from "../../platform";
import { HelpDialog } from "../help/help-dialog";
import { useUserForm } from "../users/user-form";
import { AdminStep, useAdminForm } from "./admin-step";
import { useCertificateForm } from "./certificate-form";
import { CertificateStep } from "./certificate-step";
import { ConnectionStep } from "./connection-step";
import { hasWays, leadsTo, usePlace } from "./place";
import { PlaceStep } from "./place-step";
import { SummaryStep } from "./summary-step";
import { UsersStep } from "./users-step";

const titles = {
	admin: "管理者",
	place: "接続先",
	certificate: "証明書",
	connection: "つながるか",
	users: "利用者",
	summary: "まとめ",
} as const;

type Step = keyof typeof titles;

/** The steps in their order. 機関内テスト leads nowhere; who adds a place has administrator and people already. */
function wayOf(kind: ProfileKind | "" | undefined, adding: boolean): Step[] {
	const place: Step[] = kind === "file-test" ? ["place"] : ["place", "certificate", "connection"];
	return adding ? place : ["admin", ...place, "users", "summary"];
}

function firstOpenStep(profiles: ProfileView[]): Step {
	const used = profiles.find((profile) => profile.in_use);
	if (!used) return "place";
	if (leadsTo(used) === "file-test") return "users";
	return used.certificate ? "connection" : "certificate";
}

/** はじめの設定, and 接続先を追加する: finds out where to begin or go on. */
export function Setup({ start, adding }: { start: StartView; adding: boolean }) {
	const resumed = start.stage === "ready";
	const [begunFresh] = useState(!resumed);
	const sheet = useQuery({ queryKey: ["setup-sheet"], queryFn: () => platform.setupSheet() });
	const draft = useQuery({
		queryKey: ["place-draft"],
		queryFn: () => platform.placeDraft(),
		enabled: !begunFresh,
		staleTime: Number.POSITIVE_INFINITY,
		gcTime: 0,
	});
	const profiles = useProfiles(resumed);
	const error = sheet.error ?? draft.error ?? (begunFresh ? null : profiles.error);
	if (error) return <Broken error={error} />;
	if (sheet.data === undefined) return null;
	const wizard = { start, sheet: adding ? null : sheet.data, adding };
	if (begunFresh) return <Wizard {...wizard} draft={null} first="admin" known={profiles.data ?? []} />;
	if (!profiles.data || draft.data === undefined) return null;
	const first = adding ? "place" : firstOpenStep(profiles.data);
	return <Wizard {...wizard} draft={draft.data} first={first} known={profiles.data} />;
}

type WizardProps = {
	start: StartView;
	sheet: SetupSheet | null;
	draft: PlaceDraft | null;
	adding: boolean;
	first: Step;
	known: ProfileView[];
};

/** Everything typed lives here, above the steps: going back and forth loses nothing. */
function Wizard({ start, sheet, draft, adding, first, known }: WizardProps) {
	const [step, setStep] = useState(first);
	const [helping, setHelping] = useState(false);
	const admin = useAdminForm(start.key_store_available);
	const place = usePlace(sheet, draft, known);
	const certificate = useCertificateForm(sheet);
	const user = useUserForm();
	const inUse = known.find((profile) => profile.in_use);
	const used = inUse && leadsTo(inUse);
	const { kind, byHand } = place.form.values;
	const typed = hasWays(kind) && byHand ? "file-test" : kind;
	const way = wayOf(step === "place" || adding ? typed || used : used, adding);
	const leave = () => (adding ? navigate("/certificates", "replace") : goBack());
	const go = (to: Step | undefined) => (to ? setStep(to) : leave());
	const onward = (kind: ProfileKind | undefined) => {
		const ahead = wayOf(kind, adding);
		go(ahead[ahead.indexOf(step) + 1]);
	};
	const next = () => onward(used);
	const back = () => {
		const before = way[way.indexOf(step) - 1];
		if (before || start.stage === "ready") go(before);
	};
	useKeys({ onHelp: () => setHelping(true), onBack: back });

	return (
		<div data-profile={inUse?.kind ?? "none"}>
			<div aria-hidden="true" className="band h-2" />
			<main className="mx-auto max-w-5xl px-4 py-5 sm:px-8">
				<div className="mb-4 flex flex-wrap items-center justify-between gap-2">
					<p className="text-std-18B-160">統合専用端末　{adding ? "接続先を追加する" : "はじめの設定"}</p>
					<StepList label="設定の順番" steps={way.map((each) => titles[each])} now={way.indexOf(step)} />
				</div>
				{step === "admin" && <AdminStep form={admin} done={start.stage === "ready"} next={next} />}
				{step === "place" && <PlaceStep place={place} known={known} adding={adding} back={back} next={onward} />}
				{step === "certificate" && <CertificateStep form={certificate} known={known} back={back} next={next} />}
				{step === "connection" && <ConnectionStep back={back} next={next} />}
				{step === "users" && <UsersStep user={user} back={back} next={next} />}
				{step === "summary" && <SummaryStep back={back} />}
			</main>
			{helping && <HelpDialog path="/setup" onClose={() => setHelping(false)} />}
		</div>
	);
}
