import { useForm, wanted } from "../../lib/form";
import { dateText, momentText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { Choice, TextField } from "../../parts/field";
import { FileField } from "../../parts/file-field";
import { Failure } from "../../parts/problem";
import { type AnchorView, type ProfileView, platform, type RevocationState } from "../../platform";

/** Whom the terminal trusts, and where the list of revocations is: for the change-over of an authority. */
export const Trusted = ({ profile }: { profile: ProfileView }) => (
	<details>
		<summary className="flex min-h-11 items-center text-blue-900 underline underline-offset-4">
			認証局と失効一覧（認証局が替わるときに使います）
		</summary>
		<div className="grid items-start gap-4 lg:grid-cols-2">
			<Authorities anchors={profile.anchors} />
			<Revocations profile={profile} />
		</div>
	</details>
);

function Authorities({ anchors }: { anchors: AnchorView[] }) {
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
			<form noValidate className="flex flex-col gap-3" onSubmit={form.submit((values) => add.mutate(values))}>
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
					{...form.field("fingerprint")}
				/>
				<Failure of={add.error} />
				<div>
					<Button type="submit" busy={add.isPending}>
						認証局を加える
					</Button>
				</div>
			</form>
		</Card>
	);
}

const stateWords: Record<RevocationState, string> = {
	fresh: "新しい一覧があります",
	stale: "▲ 一覧が古くなっています",
	unreachable: "▲ 一覧を取れません",
};

function Revocations({ profile: { revocation } }: { profile: ProfileView }) {
	const form = useForm(
		{ source: revocation?.source ?? "", stops: revocation?.stops_when_unavailable ? "yes" : "" },
		{ source: wanted("失効一覧の場所") },
	);
	const set = useAct(platform.setRevocation);
	const remove = useAct(platform.removeRevocation);
	return (
		<Card title="失効一覧（CRL）" className="flex flex-col gap-3">
			{revocation ? (
				<Facts
					of={[
						["ようす", stateWords[revocation.state]],
						["取った日時", revocation.fetched_at && momentText(revocation.fetched_at)],
						["次の一覧", revocation.next_update && momentText(revocation.next_update)],
						["取れないのは", revocation.failing_since && `${momentText(revocation.failing_since)} から`],
					]}
				/>
			) : (
				<p>使っていません。サーバーが失効を確かめます。</p>
			)}
			<form
				noValidate
				className="flex flex-col gap-3"
				onSubmit={form.submit(({ source, stops }) =>
					set.mutate({ revocation: { source, stops_when_unavailable: stops === "yes" } }),
				)}
			>
				<FileField
					id="revocation-source"
					label="失効一覧の場所"
					hint="ファイルか、閉じたネットワークの中のURL。案内にあります。"
					extensions={["crl", "pem"]}
					{...form.field("source")}
				/>
				<Choice
					id="revocation-stops"
					label="一覧がないあいだは、何も送らない"
					note="付けなければ、最後の一覧で続けます"
					checked={form.values.stops === "yes"}
					onChange={(on) => form.set("stops", on ? "yes" : "")}
				/>
				<Failure of={set.error ?? remove.error} />
				<div className="flex flex-wrap gap-3">
					<Button type="submit" busy={set.isPending}>
						場所を決めて取る
					</Button>
					{revocation && (
						<Button look="plain" busy={remove.isPending} onClick={() => remove.mutate()}>
							失効一覧を使うのをやめる
						</Button>
					)}
				</div>
			</form>
		</Card>
	);
}
