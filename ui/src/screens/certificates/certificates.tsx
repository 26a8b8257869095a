import { type ReactNode, useState } from "react";
import { useProfiles } from "../../lib/queries";
import { kindTitle, lineWords, wayTitle } from "../../lib/words";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import type { FrameView, ProfileView } from "../../platform";
import { ServerLogin } from "../server/server-login";
import { useCertificateForm } from "../setup/certificate-form";
import { CertificateWays } from "../setup/certificate-ways";
import { SetupRecord } from "../setup/setup-sheet";
import { CertificateFacts } from "./certificate-facts";
import { Inventory } from "./inventory";
import { OtherProfiles } from "./other-profiles";
import { Trusted } from "./trusted";
import { WaySettings } from "./way-settings";

export function CertificatesScreen({ frame }: { frame: FrameView }) {
	const profiles = useProfiles();
	if (profiles.error) return <Broken error={profiles.error} />;
	if (!profiles.data) return <Loading />;
	const used = profiles.data.find((profile) => profile.in_use);
	if (!used)
		return (
			<Page title="接続先がまだ決まっていません" lead="はじめの設定の続きをしてください。">
				<div>
					<ActionLink to="/setup" look="filled">
						はじめの設定を続ける
					</ActionLink>
				</div>
			</Page>
		);
	const others = profiles.data.filter((profile) => !profile.in_use);
	if (used.kind === "file-test")
		return (
			<Page
				title="ファイルの検査だけをします"
				lead="機関内テストの接続先です。どこにもつながず、証明書も要りません。送るときは、接続先を切り替えます。"
			>
				<Card title="接続先">
					<Facts of={placeFacts(used)} />
				</Card>
				<OtherProfiles used={used} others={others} />
				<Inventory />
			</Page>
		);
	return (
		<Page title={stateOf(used, frame)} side={<Button onClick={() => window.print()}>設定の控えを印刷する</Button>}>
			<SetupRecord />
			<div className="grid items-start gap-4 lg:grid-cols-2">
				<Connection profile={used} frame={frame} />
				<Certificate profile={used} />
			</div>
			<Inventory />
			<Trusted profile={used} />
			<OtherProfiles used={used} others={others} />
		</Page>
	);
}

const placeFacts = (profile: ProfileView): [string, ReactNode][] => [
	[
		"種類",
		<b key="kind" className="text-profile">
			{kindTitle[profile.kind]}
		</b>,
	],
	["名前", profile.name],
	["URL", profile.url],
	["保険者番号", profile.insurer],
	["端末の名前", profile.terminal],
	["回線", lineWords(profile.line)],
	["送り方", profile.kind === "file-test" ? null : wayTitle[profile.way]],
	["サーバー間接続", profile.server_to_server === null ? null : profile.server_to_server ? "予定あり" : "予定なし"],
];

/** Whether a new certificate is the next thing to do. */
const ageing = ({ certificate }: ProfileView) =>
	certificate?.validity === "soon" || certificate?.validity === "expired";

function stateOf({ certificate }: ProfileView, { server }: FrameView): string {
	if (!certificate) return "証明書がまだありません";
	if (certificate.validity === "revoked") return "証明書は失効しています";
	if (certificate.validity === "suspended") return "証明書は停止されています";
	if (certificate.validity === "expired") return "証明書の期限が切れています";
	if (certificate.validity === "not-yet") return "証明書が使えるのは、まだ先です";
	if (certificate.validity === "soon") return "証明書の期限が近づいています";
	if (server.reachable === false) return "サーバーにつながりません";
	return "証明書と接続に問題はありません";
}

function Connection({ profile, frame }: { profile: ProfileView; frame: FrameView }) {
	return (
		<Card title="接続先" className="flex flex-col gap-3">
			<Facts
				of={[
					...placeFacts(profile),
					["プロキシ", profile.proxy && [profile.proxy, profile.proxy_user].filter(Boolean).join("　利用者ID ")],
					["受付時間", profile.calendar && <Lines key="calendar" of={profile.calendar} />],
					["いま", [frame.server.words, frame.server.hours].filter(Boolean).join("。")],
				]}
			/>
			<div>
				<ActionLink to="/connection" look={profile.certificate && !ageing(profile) ? "filled" : "outlined"}>
					つながるか確かめる
				</ActionLink>
			</div>
			{frame.server.logged_in ? (
				<p>サーバーに {frame.server.user} で入っています。</p>
			) : (
				<details>
					<summary className="flex min-h-11 items-center text-blue-900 underline underline-offset-4">
						サーバーへログインする
					</summary>
					<ServerLogin mustChange={false} />
				</details>
			)}
			<WaySettings profile={profile} />
		</Card>
	);
}

const Lines = ({ of }: { of: string }) => <span className="whitespace-pre-line">{of.trim()}</span>;

function Certificate({ profile }: { profile: ProfileView }) {
	const certificate = useCertificateForm(null);
	const [replacing, setReplacing] = useState(false);
	return (
		<Card title="証明書" className="flex flex-col gap-3">
			{profile.certificate ? <CertificateFacts certificate={profile.certificate} /> : <p>まだ取り込んでいません。</p>}
			{replacing || !profile.certificate ? (
				<CertificateWays
					certificate={certificate}
					onDone={() => setReplacing(false)}
					{...(profile.certificate ? { back: () => setReplacing(false) } : {})}
				/>
			) : (
				<div>
					<Button look={ageing(profile) ? "filled" : "outlined"} onClick={() => setReplacing(true)}>
						新しい証明書を取り込む…
					</Button>
				</div>
			)}
		</Card>
	);
}
