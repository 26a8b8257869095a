import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { count, joinPath } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { FileField } from "../../parts/file-field";
import { Failure } from "../../parts/problem";
import { type JobView, platform } from "../../platform";

/** 一覧を書き出す: every finding as CSV, numbers masked, with a line in the 授受簿. */
export function SaveFindings({ job }: { job: JobView }) {
	const [asking, setAsking] = useState(false);
	const folder = useQuery({ queryKey: ["folder"], queryFn: () => platform.suggestedFolder(), staleTime: 60_000 });
	return (
		<>
			<Button look="plain" onClick={() => setAsking(true)}>
				一覧を書き出す…
			</Button>
			{asking && folder.data !== undefined && (
				<Dialog title="見つかったことを書き出す" onClose={() => setAsking(false)}>
					<SaveForm
						id={job.id}
						path={joinPath(folder.data, `見つかったこと_送信${job.id}.csv`)}
						onClose={() => setAsking(false)}
					/>
				</Dialog>
			)}
		</>
	);
}

function SaveForm({ id, path, onClose }: { id: number; path: string; onClose: () => void }) {
	const form = useForm({ path }, { path: wanted("書き出す場所") });
	const save = useAct(platform.saveFindings);
	if (save.data)
		return (
			<>
				<p role="status" className="mb-4">
					{save.data.path} に {count(save.data.rows)} 件を書き出し、授受簿に載せました。
				</p>
				<Button onClick={onClose}>閉じる</Button>
			</>
		);
	return (
		<form
			noValidate
			className="flex flex-col gap-4"
			onSubmit={form.submit((values) => save.mutate({ id, path: values.path.trim() }))}
		>
			<p>
				個人番号は伏せて書き出します。<b>名前などは暗号になりません。</b>渡したら消してください。
			</p>
			<FileField id="findings-path" label="書き出す場所" save {...form.field("path")} />
			<Failure of={save.error} />
			<div className="flex flex-wrap gap-3">
				<Button type="submit" look="filled" busy={save.isPending}>
					書き出す
				</Button>
				<Button onClick={onClose}>やめる</Button>
			</div>
		</form>
	);
}
