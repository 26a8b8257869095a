import { useState } from "react";
import { dateText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { kindTitle } from "../../lib/words";
import { ActionLink, Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { FormDialog } from "../../parts/form-dialog";
import { type ProfileView, platform } from "../../platform";

/** The places that could be connected to instead, and the way to one more. */
export function OtherProfiles({ used, others }: { used: ProfileView; others: ProfileView[] }) {
	const [chosen, setChosen] = useState<ProfileView | null>(null);
	return (
		<Card title="ほかの接続先" className="flex flex-col gap-3">
			{others.length > 0 && (
				<ul className="grid gap-2">
					{others.map((profile) => (
						<li
							key={profile.name}
							data-profile={profile.kind}
							className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-8 border border-line border-l-8 border-l-profile px-3 py-2"
						>
							<span className="grow">
								<b className="text-profile">{kindTitle[profile.kind]}</b>　{profile.name}
								<span className="block text-solid-gray-700">
									{[profile.url || "どこにもつながない", `証明書 ${certificateWords(profile)}`].join("　")}
								</span>
							</span>
							<Button aria-label={`${profile.name} を使う…`} onClick={() => setChosen(profile)}>
								使う…
							</Button>
						</li>
					))}
				</ul>
			)}
			<div>
				<ActionLink to="/setup/new">接続先を追加する</ActionLink>
			</div>
			{chosen && <ChangeOver from={used} to={chosen} onClose={() => setChosen(null)} />}
		</Card>
	);
}

const certificateWords = ({ kind, certificate }: ProfileView): string => {
	if (kind === "file-test") return "要らない";
	return certificate ? `${dateText(certificate.not_after)} まで` : "まだない";
};

type ChangeOverProps = { from: ProfileView; to: ProfileView; onClose: () => void };

/** Says what changes before it does. */
function ChangeOver({ from, to, onClose }: ChangeOverProps) {
	const use = useAct(platform.useProfile, onClose);
	const side = (profile: ProfileView): [string, string][] => [
		["種類", kindTitle[profile.kind]],
		["サーバー", profile.url || "なし"],
		["保険者番号", profile.insurer],
		["証明書", certificateWords(profile)],
	];
	return (
		<FormDialog
			title={`「${to.name}」に切り替えますか`}
			onClose={onClose}
			onSubmit={(event) => {
				event.preventDefault();
				use.mutate({ name: to.name });
			}}
			verb="この接続先に切り替える"
			of={use}
		>
			<p>
				これから送るファイルは、新しい接続先へ行きます。
				{from.kind !== to.kind &&
					`画面の上の帯の色と、札の「${kindTitle[from.kind]}」が「${kindTitle[to.kind]}」に変わります。`}
				まだ送り終わっていないファイルがあるあいだは、切り替えられません。
			</p>
			<div className="grid gap-3 sm:grid-cols-2">
				{[
					{ head: "いま", profile: from },
					{ head: "切り替えると", profile: to },
				].map(({ head, profile }) => (
					<section
						key={head}
						aria-label={head}
						data-profile={profile.kind}
						className="rounded-8 border border-line border-t-8 border-t-profile p-3"
					>
						<p className="mb-1 font-bold">{head}</p>
						<Facts of={side(profile)} />
					</section>
				))}
			</div>
		</FormDialog>
	);
}
