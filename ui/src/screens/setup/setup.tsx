import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useKeys } from "../../frame/keys";
import { useProfiles } from "../../lib/queries";
import { goBack } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { StepList } from "../../parts/step-list";
import { type ProfileView, platform, type SetupSheet, type StartView } from "../../platform";
import { HelpDialog } from "../help/help-dialog";
import { useUserForm } from "../terminal/user-form";
import { AdminStep, useAdminForm } from "./admin-step";
import { useCertificateForm } from "./certificate-form";
import { CertificateStep } from "./certificate-step";
import { ConnectionStep } from "./connection-step";
import { PlaceStep, usePlace } from "./place-step";
import { SummaryStep } from "./summary-step";
import { UsersStep } from "./users-step";

const steps = ["管理者", "接続先", "証明書", "つながるか", "利用者", "まとめ"] as const;

/** はじめの設定: finds out where to begin or go on. */
export function Setup({ start }: { start: StartView }) {
	const sheet = useQuery({ queryKey: ["setup-sheet"], queryFn: () => platform.setupSheet() });
	const resumed = start.stage === "ready";
	const [begunFresh] = useState(!resumed);
	const profiles = useProfiles(resumed);
	if (sheet.error) return <Broken error={sheet.error} />;
	if (sheet.data === undefined) return null;
	if (begunFresh) return <Wizard start={start} sheet={sheet.data} first={0} known={profiles.data ?? []} />;
	if (profiles.error) return <Broken error={profiles.error} />;
	if (!profiles.data) return null;
	return <Wizard start={start} sheet={sheet.data} first={firstOpenStep(profiles.data)} known={profiles.data} />;
}

function firstOpenStep(profiles: ProfileView[]): number {
	const used = profiles.find((profile) => profile.in_use);
	if (!used) return 1;
	return used.certificate ? 3 : 2;
}

type WizardProps = { start: StartView; sheet: SetupSheet | null; first: number; known: ProfileView[] };

/** Everything typed lives here, above the steps: going back and forth loses nothing. */
function Wizard({ start, sheet, first, known }: WizardProps) {
	const [step, setStep] = useState(first);
	const [helping, setHelping] = useState(false);
	const admin = useAdminForm(start.key_store_available);
	const place = usePlace(sheet, known);
	const certificate = useCertificateForm(sheet);
	const user = useUserForm();
	const next = () => setStep(step + 1);
	const back = () => (step > 0 ? setStep(step - 1) : start.stage === "ready" && goBack());
	useKeys({ onHelp: () => setHelping(true), onBack: back });

	return (
		<div data-profile={known.find((profile) => profile.in_use)?.kind ?? "none"}>
			<div aria-hidden="true" className="h-2 bg-profile" />
			<main className="mx-auto max-w-5xl px-4 py-5 sm:px-8">
				<div className="mb-4 flex flex-wrap items-center justify-between gap-2">
					<p className="text-std-18B-160">統合専用端末　はじめの設定</p>
					<StepList label="はじめの設定の順番" steps={steps} now={step} />
				</div>
				{step === 0 && <AdminStep form={admin} done={start.stage === "ready"} next={next} />}
				{step === 1 && <PlaceStep place={place} known={known} back={back} next={next} />}
				{step === 2 && <CertificateStep form={certificate} known={known} back={back} next={next} />}
				{step === 3 && <ConnectionStep back={back} next={next} />}
				{step === 4 && <UsersStep user={user} back={back} next={next} />}
				{step === 5 && <SummaryStep back={back} />}
			</main>
			{helping && <HelpDialog path="/setup" onClose={() => setHelping(false)} />}
		</div>
	);
}
