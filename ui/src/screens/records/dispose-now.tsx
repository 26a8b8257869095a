import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { count } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { TextField } from "../../parts/field";
import { FormDialog } from "../../parts/form-dialog";
import { Failure } from "../../parts/problem";
import { platform } from "../../platform";

const several = (value: string) => (/^[1-9]\d*$/.test(value.trim()) ? null : "送信の番号を数字で入れてください。");

/** What is due goes at once; what isn't, with a second person. */
export function DisposeNow() {
	const [asking, setAsking] = useState(false);
	const due = useAct(platform.disposeDue);
	return (
		<div className="mb-3 flex flex-wrap items-center gap-3">
			<Button busy={due.isPending} onClick={() => due.mutate()}>
				保存期間の過ぎたものを、いま廃棄する
			</Button>
			<Button look="plain" onClick={() => setAsking(true)}>
				送信のファイルを、期限の前に廃棄する…
			</Button>
			<Failure of={due.error} />
			<span role="status">
				{due.data &&
					(due.data.length > 0 ? `${count(due.data.length)} 件を廃棄しました。` : "廃棄するものはありませんでした。")}
			</span>
			{asking && <DisposeJob onClose={() => setAsking(false)} />}
		</div>
	);
}

function DisposeJob({ onClose }: { onClose: () => void }) {
	const form = useForm(
		{ job: "", reason: "", user: "", password: "" },
		{
			job: several,
			reason: wanted("廃棄する理由"),
			user: wanted("もう1人の利用者ID"),
			password: wanted("その人のパスワード"),
		},
	);
	const dispose = useAct(platform.disposeJob, onClose);
	return (
		<FormDialog
			title="送信のファイルを、期限の前に廃棄しますか"
			onClose={onClose}
			verb="廃棄する"
			of={dispose}
			onSubmit={form.submit(({ job, reason, user, password }) =>
				dispose.mutate({ id: Number(job), reason: reason.trim(), second: { user: user.trim(), password } }),
			)}
		>
			<p>
				<b>廃棄したファイルと結果は戻せません。</b>
				終わった送信だけを廃棄できます。もう1人（承認者かシステム管理者）が、ここでパスワードを入れます。
			</p>
			<TextField id="dispose-job" label="送信の番号" inputMode="numeric" focused {...form.code("job")} />
			<TextField id="dispose-reason" label="廃棄する理由" {...form.field("reason")} />
			<TextField id="dispose-user" label="もう1人の利用者ID" {...form.code("user")} />
			<TextField id="dispose-password" label="その人のパスワード" {...form.secret("password")} />
		</FormDialog>
	);
}
