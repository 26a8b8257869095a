import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../lib/queries";
import { kindTitle, lineWords } from "../../lib/words";
import { Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { Choice, TextField } from "../../parts/field";
import { LineFields } from "../../parts/line-fields";
import { Page } from "../../parts/page";
import { ProxyFields } from "../../parts/proxy-fields";
import { type NewProfile, type ProfileKind, type ProfileView, platform } from "../../platform";
import { KindCards } from "./kind-cards";
import { connects, hasWays, leadsTo, type PlaceValues, type usePlace } from "./place";
import { StepButtons, StepFoot } from "./steps";
import { Trust } from "./trust";

type Props = {
	place: ReturnType<typeof usePlace>;
	known: ProfileView[];
	/** Beside another one that is in use. */
	adding: boolean;
	back: () => void;
	next: (kind: ProfileKind) => void;
};

export function PlaceStep({ known, ...props }: Props) {
	const used = known.find((profile) => profile.in_use);
	const [again, setAgain] = useState(props.adding);
	if (used && !again)
		return (
			<PlaceDone
				profile={used}
				back={props.back}
				next={() => props.next(leadsTo(used))}
				onAgain={() => setAgain(true)}
			/>
		);
	return <PlaceForm {...props} />;
}

/** Registers the profile, puts it in use, and has every screen know of it. */
function useRegister(next: Props["next"]) {
	const client = useQueryClient();
	return useAct(
		async ({ profile, values }: { profile: NewProfile; values: PlaceValues }) => {
			await platform.addProfile({ profile });
			const { proxy: address, proxyUser: user, proxyPassword: password } = values;
			if (user.trim()) await platform.setProxy({ proxy: { address, user, password } });
			await client.refetchQueries({ queryKey: ["profiles"] });
			return leadsTo(profile);
		},
		(kind) => next(kind),
	);
}

function PlaceForm({ place, adding, back, next }: Omit<Props, "known">) {
	const { form, trust, name, keep } = place;
	const register = useRegister(next);
	const leadsNowhere = form.values.kind === "file-test";
	const reaches = connects(form.values);
	const send = (values: PlaceValues) => {
		const { kind, url, insurer, terminal, trustPath, proxy, line, lineNote } = values;
		if (!kind || !(!reaches || trust.whole())) return;
		const way = leadsNowhere || reaches ? "direct" : "official-screen";
		const ofServer = !reaches
			? { url: "", terminal: "", trust_path: "", trust_fingerprint: null, proxy: null, line: null }
			: {
					url: url.trim(),
					terminal: terminal.trim(),
					trust_path: trustPath,
					trust_fingerprint: trust.fingerprint,
					proxy: proxy.trim() || null,
					line: line ? { kind: line, note: lineNote } : null,
				};
		register.mutate({ profile: { name, kind, insurer, way, put_in_use: true, ...ofServer }, values });
	};
	return (
		<Page
			fills
			title={adding ? "追加する接続先を決めてください" : "接続先を決めてください"}
			lead={
				adding
					? "登録すると、この接続先に切り替わります。いまの接続先も残り、いつでも戻せます。まだ送り終わっていないファイルがあるあいだは、登録できません。"
					: "証明書の発行通知書を手もとに置いて、そのとおりに入れてください。"
			}
		>
			<form noValidate className="flex flex-col gap-4" onBlur={keep} onSubmit={form.submit(send)}>
				<KindCards {...form.field("kind")} />
				{hasWays(form.values.kind) && (
					<fieldset className="grid gap-3 lg:grid-cols-2">
						<legend className="mb-1 font-bold">送りかた</legend>
						<Choice
							id="way-direct"
							type="radio"
							name="way"
							label="この端末から直接送る"
							checked={reaches}
							onChange={() => form.set("byHand", "")}
						/>
						<Choice
							id="way-by-hand"
							type="radio"
							name="way"
							label="公式の画面で送る（手渡し）"
							note="この端末はサーバーに直接つなぎません"
							checked={!reaches}
							onChange={() => form.set("byHand", "yes")}
						/>
					</fieldset>
				)}
				{!leadsNowhere && !reaches && (
					<Card title="手渡し" className="flex flex-col gap-3">
						<p>
							承認されたファイルを書き出し、人が公式の画面で送り、結果を持ち帰ります。検査・承認・結果の確認は、この端末で同じように行います。URLも証明書も必要ありません。
						</p>
						<Insurer place={place} className="max-w-xs" />
					</Card>
				)}
				{leadsNowhere ? (
					<Card title="機関内テスト" className="flex flex-col gap-3">
						<p>どこにもつながず、ファイルの検査だけをします。URLも証明書も要りません。</p>
						<Insurer place={place} className="max-w-xs" />
					</Card>
				) : (
					reaches && <ServerFields place={place} />
				)}
				<StepFoot of={register} verb="接続先を登録して次へ" back={back} />
			</form>
		</Page>
	);
}

type PlaceProps = { place: ReturnType<typeof usePlace> };

const Insurer = ({ place, className = "" }: PlaceProps & { className?: string }) => (
	<TextField
		id="profile-insurer"
		label="保険者番号"
		hint="申請書の控えにあります。"
		inputMode="numeric"
		className={className}
		{...place.form.code("insurer")}
	/>
);

const ServerFields = ({ place: { form, trust }, place }: PlaceProps) => (
	<div className="grid items-start gap-4 lg:grid-cols-2">
		<div className="grid gap-4">
			<Card title="接続先">
				<TextField
					id="profile-url"
					label="URL"
					hint="接続先の一覧（URL一覧）の紙にあります。"
					inputMode="url"
					className="mb-3"
					{...form.code("url")}
				/>
				<div className="grid gap-3 sm:grid-cols-2">
					<Insurer place={place} />
					<TextField
						id="profile-terminal"
						label="端末の名前"
						hint="発行通知書のとおりに。"
						{...form.code("terminal")}
					/>
				</div>
			</Card>
			<Card className="py-3">
				<LineFields line={form.field("line")} note={form.field("lineNote")} />
				<LineDetails form={form} />
			</Card>
		</div>
		<Trust trust={trust} path={form.field("trustPath")} />
	</div>
);

const LineDetails = ({ form }: Pick<ReturnType<typeof usePlace>, "form">) => (
	<details>
		<summary className="flex min-h-11 items-center text-blue-900 underline underline-offset-4">
			回線のパスワードとプロキシについて
		</summary>
		<p className="mb-3 text-solid-gray-700">
			回線がIP-VPNのときは、ネットワークIDとネットワークパスワードを回線の機器に入れておきます（回線の申し込みの控えにあります）。IPsec+IKEのときは、回線の業者の案内どおりに設定しておきます。回線のパスワードは、この端末には残しません。
		</p>
		<ProxyFields address={form.field("proxy")} user={form.field("proxyUser")} password={form.secret("proxyPassword")} />
	</details>
);

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
						["回線", lineWords(profile.line)],
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
