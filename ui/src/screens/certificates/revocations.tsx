import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { momentText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { revocationTitle } from "../../lib/words";
import { Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { Choice } from "../../parts/field";
import { FileField } from "../../parts/file-field";
import { FormDialog } from "../../parts/form-dialog";
import { Failure } from "../../parts/problem";
import {
	type AuthorityView,
	type ProfileView,
	platform,
	type RevocationState,
	type RevocationView,
} from "../../platform";

/** What isn't fresh is marked. */
const stateWords = (state: RevocationState) => `${state === "fresh" ? "" : "▲ "}${revocationTitle[state]}`;

/** The authorities' lists of revocations, each with its state. */
export function Revocations({ anchors, intermediates }: Pick<ProfileView, "anchors" | "intermediates">) {
	const [chosen, setChosen] = useState<AuthorityView | null>(null);
	return (
		<Card title="失効一覧（CRL）">
			<ul className="grid gap-4">
				{[...anchors, ...intermediates].map((authority) => (
					<li key={authority.sha256} className="flex flex-col gap-2">
						<div>
							<b>{authority.subject}</b>
							{intermediates.includes(authority) && "（信頼する認証局の下にある中間認証局）"}
							<span className="block font-mono text-dns-14N-130 break-all">{authority.sha256}</span>
						</div>
						<List of={authority} onPlace={() => setChosen(authority)} />
					</li>
				))}
			</ul>
			{chosen && <Place of={chosen} onClose={() => setChosen(null)} />}
		</Card>
	);
}

function List({ of: { subject, sha256, revocation }, onPlace }: { of: AuthorityView; onPlace: () => void }) {
	const refresh = useAct(platform.refreshRevocation);
	const remove = useAct(platform.removeRevocation);
	const verbs = `${subject} の失効一覧`;
	if (!revocation) {
		return (
			<>
				<p>使っていません。サーバーが失効を確かめます。</p>
				<div>
					<Button aria-label={`${verbs}の場所を決める…`} onClick={onPlace}>
						場所を決める…
					</Button>
				</div>
			</>
		);
	}
	return (
		<>
			<Facts of={facts(revocation)} />
			<Failure of={refresh.error ?? remove.error} />
			<div className="flex flex-wrap gap-x-3 gap-y-2">
				<Button
					aria-label={`${verbs}を取りなおす`}
					busy={refresh.isPending}
					onClick={() => refresh.mutate({ authority: sha256 })}
				>
					取りなおす
				</Button>
				<Button aria-label={`${verbs}の場所を変える…`} onClick={onPlace}>
					場所を変える…
				</Button>
				<Button
					look="plain"
					aria-label={`${verbs}を使うのをやめる`}
					busy={remove.isPending}
					onClick={() => remove.mutate({ authority: sha256 })}
				>
					使うのをやめる
				</Button>
			</div>
		</>
	);
}

const facts = (list: RevocationView): [string, string | null][] => [
	["状態", stateWords(list.state)],
	["場所", list.source],
	["取った日時", list.fetched_at && momentText(list.fetched_at)],
	["次の一覧", list.next_update && momentText(list.next_update)],
	["取れないのは", list.failing_since && `${momentText(list.failing_since)} から`],
	["ないあいだは", list.stops_when_unavailable ? "何も送らない" : "最後の一覧で続ける"],
];

function Place({ of: { subject, sha256, revocation }, onClose }: { of: AuthorityView; onClose: () => void }) {
	const form = useForm(
		{ source: revocation?.source ?? "", stops: revocation?.stops_when_unavailable ? "yes" : "" },
		{ source: wanted("失効一覧の場所") },
		sha256,
	);
	const set = useAct(platform.setRevocation, onClose);
	return (
		<FormDialog
			title={`${subject} の失効一覧`}
			onClose={onClose}
			onSubmit={form.submit(({ source, stops }) =>
				set.mutate({ revocation: { authority: sha256, source, stops_when_unavailable: stops === "yes" } }),
			)}
			verb="場所を決めて取る"
			of={set}
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
				label="一覧がないあいだは、この認証局の証明書では何も送らない"
				note="付けなければ、最後の一覧で続けます"
				checked={form.values.stops === "yes"}
				onChange={(on) => form.set("stops", on ? "yes" : "")}
			/>
		</FormDialog>
	);
}
