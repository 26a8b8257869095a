import { useState } from "react";
import { fileName } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Foot } from "../../parts/form-foot";
import { Failure } from "../../parts/problem";
import { SelectField } from "../../parts/select-field";
import { type KindView, platform } from "../../platform";
import { useLikeness } from "./likeness";

type Props = { paths: string[]; kinds: KindView[]; onBack: () => void };

/** Files that were dropped together: each with its kind, and taken in one after another. */
export function Several({ paths, kinds, onBack }: Props) {
	const [left, setLeft] = useState(paths);
	return (
		<>
			<Card title={`${paths.length} つのファイル`}>
				<ul>
					{left.map((path) => (
						<One key={path} path={path} kinds={kinds} onRemove={() => setLeft(left.filter((each) => each !== path))} />
					))}
				</ul>
				{left.length === 0 && <p>残っているファイルはありません。</p>}
			</Card>
			<Foot>
				<Button onClick={onBack}>1つだけ選びなおす</Button>
				<ActionLink to="/jobs">送信状況へ</ActionLink>
			</Foot>
		</>
	);
}

function One({ path, kinds, onRemove }: { path: string; kinds: KindView[]; onRemove: () => void }) {
	const like = useLikeness(path);
	const [own, setOwn] = useState<string | null>(null);
	const offered = kinds.find((each) => each.kind === like?.kind);
	const kind = own ?? offered?.kind ?? "";
	const takeIn = useAct(platform.takeIn);
	const id = `several-${path}`;
	return (
		<li className="flex flex-col gap-2 border-b border-line py-3 last:border-b-0">
			<div className="grid items-end gap-3 md:grid-cols-[1fr_20rem_auto]">
				<p className="min-w-0 self-center">
					<b className="break-all">{fileName(path)}</b>
					{like && !offered && <span className="block">「{like.title}」のようです。ここからは送りません。</span>}
				</p>
				{takeIn.data ? (
					<p role="status">✓ 預かって、検査しています。</p>
				) : (
					<SelectField
						id={id}
						label={`${fileName(path)} の種類`}
						value={kind}
						onChange={setOwn}
						error={undefined}
						options={kinds.map((each) => ({ id: each.kind, title: each.title }))}
					/>
				)}
				{takeIn.data ? (
					<ActionLink to={`/jobs/${takeIn.data.id}`} aria-label={`検査を見る：${fileName(path)}`}>
						検査を見る
					</ActionLink>
				) : (
					<span className="flex gap-2">
						<Button
							busy={takeIn.isPending || kind === ""}
							aria-label={`検査する：${fileName(path)}`}
							onClick={() => takeIn.mutate({ path, kind, listed: null })}
						>
							検査する
						</Button>
						<Button look="plain" aria-label={`外す：${fileName(path)}`} onClick={onRemove}>
							外す
						</Button>
					</span>
				)}
			</div>
			<Failure of={takeIn.error} />
		</li>
	);
}
