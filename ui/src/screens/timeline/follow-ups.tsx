import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { count } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { useFollowUps } from "../../lib/record-queries";
import { Link } from "../../lib/router";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { FieldDialog } from "../../parts/field-dialog";
import { Failure } from "../../parts/problem";
import { type FollowUpLine, type PersonView, platform } from "../../platform";

/** Those who went without something: followed up until a later file brings it. */
export function FollowUps({ person }: { person: PersonView }) {
	const found = useFollowUps();
	const [ending, setEnding] = useState<FollowUpLine | null>(null);
	if (found.error) return <Failure of={found.error} />;
	if (!found.data || found.data.lines.length === 0) return null;
	const { lines, open } = found.data;
	return (
		<Card title={`番号待ち・海外・不詳・長い氏名の人（${count(open)} 人）`}>
			<p className="mb-2">足りないものを入れて送り、サーバーが受け入れると、ここから済みになります。</p>
			<ul>
				{lines.map((line) => (
					<li
						key={line.key}
						className="grid items-center gap-x-4 border-b border-line py-2 last:border-b-0 sm:grid-cols-[1fr_auto]"
					>
						<div>
							<b>{line.name}</b>
							<span className="figures ml-4">{line.registration}</span>
							<span className="ml-4 text-solid-gray-700">{line.birth_date}</span>
							<p>
								<b>{line.what}</b>　{count(line.days)} 日　
								<Link to={`/jobs/${line.job}`} className="text-blue-900 underline underline-offset-4">
									送信{line.job}
								</Link>
							</p>
							{line.ended ? (
								<p className="text-green-900">
									<span aria-hidden="true">✓ </span>
									{line.ended}
								</p>
							) : (
								<p>{line.next}</p>
							)}
						</div>
						{line.ended === null && mayDo(person, "end_follow_up") && (
							<Button aria-label={`追うのを終える：${line.name}`} onClick={() => setEnding(line)}>
								追うのを終える…
							</Button>
						)}
					</li>
				))}
			</ul>
			{ending && <End of={ending} onClose={() => setEnding(null)} />}
		</Card>
	);
}

function End({ of, onClose }: { of: FollowUpLine; onClose: () => void }) {
	const end = useAct(platform.endFollowUp, onClose);
	return (
		<FieldDialog
			title={`${of.name} さんを追うのを終える（${of.what}）`}
			onClose={onClose}
			what="どうなったか"
			verb="書いて終える"
			look="filled"
			send={(how) => end.mutate({ key: of.key, how })}
			of={end}
		>
			{(bound) => (
				<TextField
					id="follow-up-how"
					label="どうなったか"
					hint="例：資格を失った、帰国して住所が届いた。番号は書かないでください。"
					focused
					{...bound}
				/>
			)}
		</FieldDialog>
	);
}
