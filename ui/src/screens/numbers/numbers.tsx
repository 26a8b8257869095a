import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { count, momentText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { useNumbers } from "../../lib/record-queries";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { FieldDialog } from "../../parts/field-dialog";
import { NumberReveal } from "../../parts/number-reveal";
import { Loading, Page } from "../../parts/page";
import { type HandOverView, type NumberLine, type NumbersView, platform } from "../../platform";
import { SaveForm } from "../results/save-form";
import { EnterNumber } from "./enter-number";

/** Numbers entered here, until the 基幹システム has taken them. */
export function NumbersScreen({ confirmed = "" }: { confirmed?: string }) {
	const found = useNumbers();
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const { waiting } = found.data;
	return (
		<Page
			fills={waiting.length === 0 || confirmed !== ""}
			title={waiting.length > 0 ? `基幹システムへ渡す番号が ${count(waiting.length)} 件あります` : "個人番号を入れます"}
			lead="入れた番号は暗号化して保存し、下4桁だけを出します。基幹システムが取り込んだら、この端末から消します。"
		>
			{confirmed && <EnterNumber filled confirmed={confirmed} />}
			{waiting.length > 0 && <Waiting of={found.data} />}
			{!confirmed && <EnterNumber filled={waiting.length === 0} confirmed="" />}
		</Page>
	);
}

function Waiting({ of }: { of: NumbersView }) {
	const [saved, setSaved] = useState<HandOverView | null>(null);
	const [removing, setRemoving] = useState<NumberLine | null>(null);
	const { data: folder } = useQuery({ queryKey: ["suggested-folder"], queryFn: () => platform.suggestedFolder() });
	const written = of.waiting.every((line) => line.hand_over !== null);
	return (
		<Card title="まだ取り込まれていない番号">
			<ul>
				{of.waiting.map((line) => (
					<li
						key={line.id}
						className="grid items-center gap-x-4 border-b border-line py-2 last:border-b-0 sm:grid-cols-[1fr_auto_auto]"
					>
						<p>
							<b>{line.name}</b>
							<span className="figures ml-4">{line.registration}</span>
							<span className="figures ml-4">{line.masked}</span>
							<span className="block text-solid-gray-700">
								{line.source}　{line.by} が {momentText(line.at)} に入れました。
								{line.hand_over ? `授受簿 ${line.hand_over} で書き出しました。` : "まだ書き出していません。"}
							</span>
						</p>
						<NumberReveal place="number" id={line.id} whose={line.name} />
						<Button look="plain" aria-label={`消す：${line.name}`} onClick={() => setRemoving(line)}>
							消す…
						</Button>
					</li>
				))}
			</ul>
			{removing && <Remove of={removing} onClose={() => setRemoving(null)} />}
			{saved && (
				<p role="status" className="my-3 text-green-900">
					✓ {saved.path} に {count(saved.rows)} 行を書き出しました。基幹システムが取り込んだら、「記録」の授受簿で
					「引き渡しが済みました」を押してください。この端末の番号が消えます。
				</p>
			)}
			<p className="my-3">
				書き出すファイルは、<b>暗号化しなければ、だれにでも読めます。</b>渡したら消してください。
			</p>
			{folder !== undefined && (
				<SaveForm
					id="numbers-path"
					job={0}
					folder={folder}
					name={of.file_name}
					save={(to) => platform.saveNumbers({ to })}
					onSaved={setSaved}
					filled={!written}
					verb="番号を書き出す"
				/>
			)}
			{written && <ActionLink to="/records">授受簿を開く</ActionLink>}
		</Card>
	);
}

/** A number is destroyed only with a reason, and its line stays in the 廃棄記録簿. */
function Remove({ of, onClose }: { of: NumberLine; onClose: () => void }) {
	const remove = useAct(platform.removeNumber, onClose);
	return (
		<FieldDialog
			title={`${of.name}（${of.registration}）の番号を消しますか`}
			onClose={onClose}
			what="消す理由"
			verb="番号を消す"
			lead={
				<>
					<b>消した番号は戻せません。</b>
					{of.hand_over === null && "まだ基幹システムに渡していません。"}
					もう一度必要になったら、はじめから入れます。消したことは、理由とともに廃棄記録簿に残ります。
				</>
			}
			send={(reason) => remove.mutate({ id: of.id, reason })}
			of={remove}
		>
			{(bound) => (
				<TextField
					id="remove-reason"
					label="消す理由"
					hint="例：ほかの人の番号を入れた。番号は書かないでください。"
					focused
					{...bound}
				/>
			)}
		</FieldDialog>
	);
}
