import { useState } from "react";
import { type Form, useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { kindTitle } from "../../lib/words";
import { Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { TextField } from "../../parts/field";
import { Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type ProfileKind, type ProfileView, platform, type SetupSheet } from "../../platform";
import { ProxyLogin } from "../terminal/way-settings";
import { KindCards } from "./kind-cards";
import { StepButtons } from "./steps";
import { Trust, useTrust } from "./trust";

type Values = {
	kind: ProfileKind | "";
	url: string;
	insurer: string;
	terminal: string;
	trustPath: string;
	proxy: string;
	proxyUser: string;
	proxyPassword: string;
};

/** What is typed about the place to connect to, prefilled from the set-up sheet. */
export function usePlace(sheet: SetupSheet | null, known: ProfileView[]) {
	const form: Form<Values> = useForm<Values>(
		{
			kind: sheet?.kind ?? "",
			url: sheet?.url ?? "",
			insurer: sheet?.insurer ?? "",
			terminal: sheet?.terminal ?? "",
			trustPath: sheet?.trustPath ?? "",
			proxy: "",
			proxyUser: "",
			proxyPassword: "",
		},
		{
			kind: (value) => (value ? null : "接続先の種類を選んでください。"),
			url: (value) => (value.startsWith("https://") ? null : "https:// で始まるURLを入れてください。"),
			insurer: (value) => (/^\d{6,8}$/.test(value) ? null : "保険者番号を半角の数字で入れてください。"),
			terminal: wanted("端末の名前"),
			trustPath: wanted("認証局の証明書の場所"),
			proxy: () => null,
		},
	);
	const trust = useTrust();
	const name = freeName(sheet?.profile || kindTitle[form.values.kind || "training"], known);
	return { form, trust, name };
}

/** A profile can't be changed once registered; another try gets another name. */
function freeName(wish: string, known: ProfileView[]): string {
	const taken = new Set(known.map((profile) => profile.name));
	let name = wish;
	for (let i = 2; taken.has(name); i += 1) name = `${wish}${i}`;
	return name;
}

type Props = { place: ReturnType<typeof usePlace>; known: ProfileView[]; back: () => void; next: () => void };

export function PlaceStep({ place, known, back, next }: Props) {
	const used = known.find((profile) => profile.in_use);
	const [again, setAgain] = useState(false);
	if (used && !again) return <PlaceDone profile={used} back={back} next={next} onAgain={() => setAgain(true)} />;
	return <PlaceForm place={place} back={back} next={next} />;
}

function PlaceForm({ place, back, next }: Omit<Props, "known">) {
	const { form, trust, name } = place;
	// The profile that was registered last is the one that the following steps are about.
	const setProxy = useAct(platform.setProxy, next);
	const use = useAct(platform.useProfile, () => {
		const { proxy, proxyUser, proxyPassword } = form.values;
		if (!proxyUser.trim()) return next();
		setProxy.mutate({ proxy: { address: proxy, user: proxyUser, password: proxyPassword } });
	});
	const add = useAct(platform.addProfile, (profile) => use.mutate({ name: profile.name }));
	const send = ({ kind, url, insurer, terminal, trustPath, proxy }: Values) => {
		if (!kind || !trust.whole()) return;
		add.mutate({
			profile: {
				name,
				kind,
				url: url.trim(),
				insurer,
				terminal: terminal.trim(),
				trust_path: trustPath,
				trust_fingerprint: trust.fingerprint,
				proxy: proxy.trim() || null,
			},
		});
	};
	return (
		<Page title="接続先を決めてください" lead="証明書の発行通知書を手もとに置いて、そのとおりに入れてください。">
			<form noValidate className="flex flex-col gap-4" onSubmit={form.submit(send)}>
				<KindCards {...form.field("kind")} />
				<div className="grid items-start gap-4 lg:grid-cols-2">
					<Card title="接続先" className="flex flex-col gap-3">
						<TextField
							id="profile-url"
							label="URL"
							hint="接続先の案内にあります。"
							inputMode="url"
							{...form.field("url")}
						/>
						<div className="grid gap-3 sm:grid-cols-2">
							<TextField id="profile-insurer" label="保険者番号" inputMode="numeric" {...form.field("insurer")} />
							<TextField id="profile-terminal" label="端末の名前" {...form.field("terminal")} />
						</div>
					</Card>
					<Trust trust={trust} path={form.field("trustPath")} />
				</div>
				<details>
					<summary className="flex min-h-11 items-center text-blue-900 underline underline-offset-4">
						回線について（IP-VPN、IPsec+IKE、プロキシ）
					</summary>
					<p className="text-solid-gray-700">
						回線がIP-VPNのときは、ネットワークIDとネットワークパスワードを回線の機器に入れておきます（回線の申し込みの控えにあります）。IPsec+IKEのときは、回線の業者の案内どおりに設定しておきます。どちらも、この端末には残しません。
					</p>
					<TextField
						id="profile-proxy"
						label="プロキシ（ネットワークにあるときだけ）"
						hint="例 proxy.example:8080。なければ空のままにします。"
						inputMode="url"
						{...form.field("proxy")}
					/>
					<ProxyLogin user={form.field("proxyUser")} password={form.field("proxyPassword")} />
				</details>
				<Failure of={add.error ?? use.error ?? setProxy.error} />
				<StepButtons
					back={back}
					next="接続先を登録して次へ"
					busy={add.isPending || use.isPending || setProxy.isPending}
				/>
			</form>
		</Page>
	);
}

type DoneProps = { profile: ProfileView; back: () => void; next: () => void; onAgain: () => void };

function PlaceDone({ profile, back, next, onAgain }: DoneProps) {
	return (
		<Page title="接続先は登録してあります">
			<Card>
				<Facts
					of={[
						["種類", kindTitle[profile.kind]],
						["URL", profile.url],
						["保険者番号", profile.insurer],
						["端末の名前", profile.terminal],
						["プロキシ", profile.proxy],
					]}
				/>
				<Button look="plain" onClick={onAgain}>
					ちがっていたので登録しなおす
				</Button>
			</Card>
			<StepButtons back={back} next="次へ" onNext={next} />
		</Page>
	);
}
