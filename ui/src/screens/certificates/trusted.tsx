import { useForm, wanted } from "../../lib/form";
import { dateText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { FileField } from "../../parts/file-field";
import { Form } from "../../parts/form";
import { Failure } from "../../parts/problem";
import { type AuthorityView, type ProfileView, platform } from "../../platform";
import { Revocations } from "./revocations";

/** Whom the terminal trusts, and where their lists of revocations are: for the change-over of an authority. */
export const Trusted = ({ profile }: { profile: ProfileView }) => (
	<details>
		<summary className="flex min-h-11 items-center text-blue-900 underline underline-offset-4">
			認証局と失効一覧（認証局が替わるときに使います）
		</summary>
		<div className="grid items-start gap-4 lg:grid-cols-2">
			<Authorities anchors={profile.anchors} />
			<Revocations {...profile} />
		</div>
	</details>
);

function Authorities({ anchors }: { anchors: AuthorityView[] }) {
	const form = useForm(
		{ path: "", fingerprint: "" },
		{ path: wanted("認証局の証明書の場所"), fingerprint: wanted("指紋") },
	);
	const add = useAct(platform.addAnchor, form.reset);
	const remove = useAct(platform.removeAnchor);
	return (
		<Card title="信頼する認証局" className="flex flex-col gap-3">
			<ul className="grid gap-2">
				{anchors.map((anchor) => (
					<li key={anchor.sha256}>
						<b>{anchor.subject}</b>　{dateText(anchor.not_after)} まで
						<span className="block font-mono text-dns-14N-130 break-all">{anchor.sha256}</span>
						{anchors.length > 1 && (
							<Button
								look="plain"
								aria-label={`${anchor.subject} を外す`}
								busy={remove.isPending}
								onClick={() => remove.mutate({ fingerprint: anchor.sha256 })}
							>
								外す
							</Button>
						)}
					</li>
				))}
			</ul>
			<Failure of={remove.error} />
			<Form onSubmit={form.submit((values) => add.mutate(values))} of={add} verb="認証局を加える">
				<FileField
					id="anchor-path"
					label="新しい認証局の証明書"
					hint="届いたCD-ROMにあります。いまの認証局は、外すまで残ります。"
					extensions={["pem", "crt", "cer"]}
					{...form.field("path")}
				/>
				<TextField
					id="anchor-fingerprint"
					label="その指紋（SHA-256）"
					hint="通知の紙のとおりに入れます。ファイルから写さないでください。"
					{...form.code("fingerprint")}
				/>
			</Form>
		</Card>
	);
}
