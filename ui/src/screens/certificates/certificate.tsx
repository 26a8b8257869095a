import { momentText } from "../../lib/format";
import { useCertificates } from "../../lib/queries";
import { Broken } from "../../parts/broken";
import { ActionLink } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { Retiring } from "./certificate-end";
import { CertificateFacts } from "./certificate-facts";
import { Papers } from "./certificate-papers";
import { Switching } from "./certificate-switch";
import { usageWords, validityWords } from "./inventory";

/** One certificate of the inventory: its papers, its use and its end. */
export function CertificateScreen({ id }: { id: number }) {
	const lines = useCertificates();
	if (lines.error) return <Broken error={lines.error} />;
	if (!lines.data) return <Loading />;
	const line = lines.data.find((each) => each.id === id);
	const back = (
		<ActionLink to="/certificates" look="outlined">
			証明書と接続へ
		</ActionLink>
	);
	if (!line) return <Page title="この番号の証明書はありません">{back}</Page>;
	return (
		<Page title={`証明書${line.id}は「${line.registration_title}」です`} side={back}>
			<div className="grid items-start gap-4 lg:grid-cols-2">
				<Card title="証明書" className="flex flex-col gap-3">
					<Facts
						of={[
							["登録", line.registration_title],
							["有効か", validityWords(line)],
							["使う", usageWords(line)],
							["端末の名前", line.terminal],
							["鍵の置き場所", line.key_place],
						]}
					/>
					{line.certificate && <CertificateFacts certificate={line.certificate} />}
				</Card>
				<Papers line={line} />
				{line.registration === "installed" && !line.in_use && <Switching line={line} />}
				{line.registration !== "disposed" && <Retiring line={line} />}
				<Card title="これまで">
					<ol className="grid gap-1">
						{line.history.map((each) => (
							<li key={`${each.at} ${each.what}`}>
								{momentText(each.at)}　{each.what}
								<span className="text-solid-gray-700">　{each.by}</span>
							</li>
						))}
					</ol>
				</Card>
			</div>
		</Page>
	);
}
