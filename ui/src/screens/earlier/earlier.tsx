import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { aDay, isoDay } from "../../lib/dates";
import { useForm, wanted } from "../../lib/form";
import { count, dateText, momentText } from "../../lib/format";
import { useAct, useIndex } from "../../lib/queries";
import { Broken } from "../../parts/broken";
import { Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { DateField } from "../../parts/date-field";
import { Dialog } from "../../parts/dialog";
import { TextField } from "../../parts/field";
import { Form } from "../../parts/form";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type IndexOn, type PersonView, platform } from "../../platform";
import { Indexed } from "./indexed";
import { Shares } from "./shares";

/** 以前のファイルとの比較: off until an administrator turns it on with purpose and purge date. */
export function EarlierScreen({ person }: { person: PersonView }) {
	const found = useIndex();
	if (found.error) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const { on, thresholds } = found.data;
	return (
		<Page
			title={on ? "以前に送ったファイルと比べています" : "以前に送ったファイルとは比べていません"}
			lead="比べると、個人番号が前とちがう人や、家族と入れかわった番号を、送る前に見つけられます。"
		>
			{on ? <On of={on} canEnd={mayDo(person, "turn_index_off")} /> : <Off canBegin={mayDo(person, "turn_index_on")} />}
			{on && mayDo(person, "indexed") && <Indexed />}
			{mayDo(person, "set_thresholds") && <Shares thresholds={thresholds} />}
		</Page>
	);
}

function On({ of, canEnd }: { of: IndexOn; canEnd: boolean }) {
	const [asking, setAsking] = useState(false);
	const end = useAct(
		() => platform.turnIndexOff(),
		() => setAsking(false),
	);
	return (
		<Card title="比べるための索引" className="flex flex-col gap-4">
			<Facts
				of={[
					["何のために", of.purpose],
					["廃棄する日", <b key="day">{dateText(of.purge_on)}</b>],
					["始めた人", `${of.by}　${momentText(of.at)}`],
					["入っている人", `${count(of.registrations)} 人分（結果を確認した送信から加わります）`],
				]}
			/>
			{canEnd && (
				<div>
					<Button look="plain" onClick={() => setAsking(true)}>
						比べるのをやめて、索引を廃棄する…
					</Button>
				</div>
			)}
			{asking && (
				<Dialog title="索引を廃棄しますか" onClose={() => setAsking(false)}>
					<p className="mb-4">
						<b>{count(of.registrations)} 人分の索引は、もう戻せません。</b>
						これから検査するファイルは、以前のものと比べません。廃棄したことは廃棄記録簿に残ります。
					</p>
					<Failure of={end.error} />
					<div className="flex flex-wrap gap-3">
						<Button onClick={() => setAsking(false)}>やめる</Button>
						<Button busy={end.isPending} onClick={() => end.mutate()}>
							索引を廃棄する
						</Button>
					</div>
				</Dialog>
			)}
		</Card>
	);
}

function Off({ canBegin }: { canBegin: boolean }) {
	const form = useForm(
		{ purpose: "", purge_on: "" },
		{ purpose: wanted("何のために使うか"), purge_on: aDay("廃棄する日") },
	);
	const begin = useAct(platform.turnIndexOn);
	if (!canBegin) return <Card>システム管理者が、目的と廃棄する日を決めると始まります。</Card>;
	return (
		<Card title="比べ始める">
			<Form
				onSubmit={form.submit((values) =>
					begin.mutate({ purpose: values.purpose, purgeOn: isoDay(values.purge_on) ?? "" }),
				)}
				of={begin}
				verb="索引を作り始める"
			>
				<p>
					<b>比べるための索引は、それだけで特定個人情報ファイルです。</b>
					送った人の個人番号を、この端末に暗号化して保存しつづけることになります。目的と廃棄する日を決めてから始めてください。
				</p>
				<TextField id="index-purpose" label="何のために使うか" {...form.field("purpose")} />
				<DateField
					id="index-purge-on"
					label="廃棄する日"
					hint="2年後までの日。その日が来ると、自動で廃棄して記録します。"
					className="max-w-72"
					{...form.field("purge_on")}
				/>
			</Form>
		</Card>
	);
}
