import { useState } from "react";
import { count } from "../../lib/format";
import { leavingRows, may } from "../../lib/job";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { FieldDialog } from "../../parts/field-dialog";
import { type JobView, platform } from "../../platform";

/** あきらめる: where the server doesn't bring a sending to an end, one person says why and a second agrees. */
export function GiveUp({ job }: { job: JobView }) {
	const mine = may(job, "give-up");
	const first = job.given_up;
	if (!first) return mine ? <Ask job={job} verb="送信をあきらめる" /> : null;
	return (
		<Card title="この送信をあきらめることになっています" className="flex flex-col gap-3">
			<p>
				{first.by} が言いました。<b>{first.reason}</b>
			</p>
			{mine ? <Ask job={job} verb="あきらめることを認める" /> : <p>別の承認者が認めると、失敗として終わります。</p>}
		</Card>
	);
}

function Ask({ job, verb }: { job: JobView; verb: string }) {
	const [asking, setAsking] = useState(false);
	const giveUp = useAct(platform.giveUp, () => setAsking(false));
	const second = job.given_up !== null;
	const rows = count(leavingRows(job));
	return (
		<div>
			<Button look={second ? "outlined" : "plain"} onClick={() => setAsking(true)}>
				{verb}…
			</Button>
			{asking && (
				<FieldDialog
					title={`${job.file_name} の送信をあきらめますか`}
					onClose={() => setAsking(false)}
					what="あきらめる理由"
					verb={verb}
					send={(reason) => giveUp.mutate({ id: job.id, reason })}
					of={giveUp}
					lead={
						<>
							この {rows} 行は「送れませんでした」として終わり、同じファイルをもう一度送れるようになります。
							<b>サーバーが実は受け付けていると、同じ人を二重に送ることになります。</b>
							先に、サーバーの窓口に確かめてください。
							{!second && "ほかの承認者が認めるまで、終わりにはなりません。"}
						</>
					}
				>
					{(bound) => (
						<TextField
							id="give-up-reason"
							label="あきらめる理由"
							hint="サーバーに確かめたことを書いてください。個人番号や氏名は書かないでください。"
							{...bound}
						/>
					)}
				</FieldDialog>
			)}
		</div>
	);
}
