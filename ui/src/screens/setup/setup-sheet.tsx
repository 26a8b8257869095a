import { dateText, stampText } from "../../lib/format";
import { useCertificates, useProfiles, useUsers } from "../../lib/queries";
import { kindTitle, lineWords, roleTitle } from "../../lib/words";
import { Facts } from "../../parts/card";
import { Sheet } from "../../parts/sheet";

/** 設定の控え for the file: what this terminal is, and where its papers are. Nothing secret stands on it. */
export function SetupRecord() {
	const profile = useProfiles().data?.find((each) => each.in_use);
	const users = useUsers().data ?? [];
	const line = useCertificates().data?.find((each) => each.in_use && each.profile === profile?.name);
	const certificate = profile?.certificate;
	return (
		<Sheet name="設定の控え">
			<h2 className="text-std-18B-160">統合専用端末　設定の控え</h2>
			<p className="border-b border-black pb-2">印刷：{stampText(new Date())}</p>
			<Facts
				of={[
					["接続先", profile && `${profile.name}（${kindTitle[profile.kind]}）`],
					["URL", profile?.url],
					["回線", lineWords(profile?.line)],
					["プロキシ", profile?.proxy],
					["受付時間", profile?.calendar?.trim().replaceAll("\n", "、")],
					["保険者番号", profile?.insurer],
					["端末の名前", profile?.terminal],
					["認証局", profile?.anchors.map((anchor) => anchor.subject).join("、")],
					["認証局の指紋（SHA-256）", profile?.anchors.map((anchor) => anchor.sha256).join("、")],
					["証明書の番号", certificate?.serial],
					["証明書の期限", certificate && `${dateText(certificate.not_after)} まで`],
					["証明書の指紋（SHA-256）", certificate?.sha256],
					["発行通知書の番号", line?.notice],
					["委任状", line?.mandate],
					["控えの場所", line?.backup?.place],
					[
						"利用者",
						users
							.map((user) => `${user.name}（${user.id}　${user.roles.map((role) => roleTitle[role]).join("・")}）`)
							.join("、"),
					],
				]}
			/>
			<p className="mt-6">設定した人　　　　　　　　　　　　　　　　確認した人</p>
		</Sheet>
	);
}
