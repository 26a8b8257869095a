import { useCallback, useState } from "react";
import { flushSync } from "react-dom";
import { mayDo } from "../../lib/acts";
import { count, dateText } from "../../lib/format";
import { printScreen, usePrinting } from "../../lib/printing";
import { useAct } from "../../lib/queries";
import { useDelivery } from "../../lib/record-queries";
import { navigate } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { TextField } from "../../parts/field";
import { FieldDialog } from "../../parts/field-dialog";
import { Foot } from "../../parts/form-foot";
import { Loading, Page } from "../../parts/page";
import { SaveDialog } from "../../parts/save-dialog";
import { type DeliveryView, type PersonView, platform } from "../../platform";
import { FindingsSheets, type Printed } from "../jobs/findings-sheet";
import { Wrong } from "./wrong";

/** A file of an employer: what is wrong in it, and whose numbers can go. */
export function DeliveryScreen({ id, person }: { id: number; person: PersonView }) {
	const found = useDelivery(id);
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	return <Delivery of={found.data} person={person} again={() => void found.refetch()} />;
}

type Props = { of: DeliveryView; person: PersonView; again: () => void };

function Delivery({ of, person, again }: Props) {
	const { line, sheets } = of;
	const [printed, setPrinted] = useState<Printed | null>(null);
	const [asked, setAsked] = useState<"save" | "findings" | "remove" | null>(null);
	const close = () => setAsked(null);
	const remove = useAct(platform.removeDelivery, () => navigate("/collection"));
	const print = useCallback(() => {
		flushSync(() => setPrinted({ sheets, at: new Date() }));
		window.print();
	}, [sheets]);
	usePrinting(print);
	const held = line.rows - line.settled;
	const takes = mayDo(person, "take_collection");
	return (
		<Page
			title={
				held > 0
					? `${line.office}：${count(held)} 人の番号は、まだ渡せません`
					: `${line.office}：${count(line.rows)} 人の番号を渡せます`
			}
			lead={`受領${line.id}　${line.file_name}${line.sheet ? `　シート「${line.sheet}」` : ""}`}
			side={
				sheets.length > 0 && (
					<div className="flex gap-3 print:hidden">
						<Button onClick={printScreen}>確認票を印刷する</Button>
						{takes && <Button onClick={() => setAsked("findings")}>誤りの一覧を書き出す…</Button>}
					</div>
				)
			}
		>
			<div className="flex flex-col gap-4 print:hidden">
				<Card title="受け取ったもの">
					<Facts
						of={[
							["届いた日", `${dateText(line.received_on)}　${line.came_by}`],
							["受け取った人", `${line.by}（授受簿 ${line.line}）`],
							["人数", `${count(line.rows)} 人のうち ${count(line.settled)} 人の番号を渡せます`],
							[
								"先頭の0を補った行",
								of.restored.length > 0
									? `${of.restored.map(count).join("、")}（検査用数字が合うことを確かめました）`
									: null,
							],
							["渡した先", line.hand_over === null ? null : `授受簿 ${line.hand_over} で基幹システムへ渡しました`],
						]}
					/>
					{takes && (
						<div className="mt-4">
							<Foot>
								{line.settled > 0 && (
									<Button look={line.hand_over === null ? "filled" : "outlined"} onClick={() => setAsked("save")}>
										番号を書き出す…
									</Button>
								)}
								{line.hand_over !== null && <ActionLink to="/records">授受簿を開く</ActionLink>}
								<Button look="plain" onClick={() => setAsked("remove")}>
									まちがえて受け取ったので廃棄する…
								</Button>
							</Foot>
						</div>
					)}
				</Card>
				<Wrong sheets={sheets} />
			</div>
			{printed && (
				<FindingsSheets
					printed={printed}
					file={`事業主からの番号　${line.file_name}　${count(line.rows)} 人`}
					mark={`受領${line.id}`}
					person={person}
				/>
			)}
			{asked === "save" && (
				<SaveDialog
					id="delivery-out"
					title={`${count(line.settled)} 人の番号を書き出す`}
					name={of.file_name}
					save={(to) => platform.saveDelivery({ id: line.id, to })}
					onClose={() => {
						close();
						again();
					}}
				>
					基幹システムへ渡すファイルです。<b>暗号化しなければ、だれにでも読めます。</b>
					取り込んだら、授受簿で「引き渡しが済みました」を押してください。この端末の番号が消えます。
				</SaveDialog>
			)}
			{asked === "findings" && (
				<SaveDialog
					id="delivery-findings"
					title="誤りの一覧を書き出す"
					name={`ayamari-juryo${line.id}.csv`}
					save={(to) => platform.saveDeliveryFindings({ id: line.id, to })}
					onClose={close}
				>
					事業主に返す一覧です。個人番号は下4桁だけが入ります。
				</SaveDialog>
			)}
			{asked === "remove" && (
				<FieldDialog
					title={`受領${line.id}のファイルを廃棄しますか`}
					onClose={close}
					what="廃棄する理由"
					verb="廃棄する"
					lead={
						<>
							<b>廃棄したファイルは戻せません。</b>
							このファイルの人は「番号が足りない人」に戻ります。廃棄したことは、理由とともに廃棄記録簿に残ります。
						</>
					}
					send={(reason) => remove.mutate({ id: line.id, reason })}
					of={remove}
				>
					{(bound) => (
						<TextField
							id="remove-delivery"
							label="廃棄する理由"
							hint="例：ほかの保険者のファイルだった"
							focused
							{...bound}
						/>
					)}
				</FieldDialog>
			)}
		</Page>
	);
}
