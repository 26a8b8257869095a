import { useState } from "react";
import { flushSync } from "react-dom";
import { useForm, wanted } from "../../lib/form";
import { dateText } from "../../lib/format";
import { useCaseAct } from "../../lib/record-queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { Failure } from "../../parts/problem";
import { Sheet } from "../../parts/sheet";
import { BeforePosting } from "../../parts/whereabouts";
import { type CaseView, platform } from "../../platform";
import { NameIt } from "./name-it";

/** 別添15: a form that is sent to the registered address and comes back with the copies stuck on. */
export function RequestForm({ of }: { of: CaseView }) {
	const step = useCaseAct(platform.stepForm);
	const state = of.form?.state;
	const move = (to: "made" | "printed" | "returned") => step.mutate({ id: of.id, to });
	return (
		<>
			{state && !of.subject && <NameIt of={of} />}
			<Card title="身元の書類がないとき：住所あての依頼書（別添15）">
				<p className="mb-3">
					登録してある住所へ依頼書を送り、番号の書類の写しを貼って返してもらいます。返った依頼書が、身元確認の代わりになります。
				</p>
				{of.form && (
					<p className="mb-3">
						いま：<b>{of.form.state_title}</b>
						{of.form.printed_at && `（${dateText(of.form.printed_at)} に印刷）`}
					</p>
				)}
				<BeforePosting warning={of.warning} />
				<Failure of={step.error} />
				{!state && (
					<Button busy={step.isPending} onClick={() => move("made")}>
						依頼書を作る
					</Button>
				)}
				{state === "made" && <Printing of={of} busy={step.isPending} onPrinted={() => move("printed")} />}
				{state === "printed" && (
					<Button look="filled" busy={step.isPending} onClick={() => move("returned")}>
						依頼書が返ってきました
					</Button>
				)}
			</Card>
		</>
	);
}

type Letter = { postal: string; address: string; name: string };

/** The address is for the paper only; it is kept nowhere. */
function Printing({ of, busy, onPrinted }: { of: CaseView; busy: boolean; onPrinted: () => void }) {
	const empty: Letter = { postal: "", address: "", name: "" };
	const form = useForm(empty, { address: wanted("住所"), name: wanted("氏名") });
	const [letter, setLetter] = useState<Letter | null>(null);
	const print = (values: Letter) => {
		flushSync(() => setLetter(values));
		window.print();
		onPrinted();
	};
	return (
		<form noValidate className="flex flex-col gap-3" onSubmit={form.submit(print)}>
			<p className="text-solid-gray-700">
				基幹システムにある住所を入れてください。ここで入れたものは、印刷すると残りません。
			</p>
			<div className="grid gap-3 md:grid-cols-[10rem_1fr_14rem]">
				<TextField id="letter-postal" label="郵便番号" inputMode="numeric" {...form.code("postal")} />
				<TextField id="letter-address" label="登録してある住所" {...form.field("address")} />
				<TextField id="letter-name" label="氏名" {...form.field("name")} />
			</div>
			<div>
				<Button type="submit" look="filled" busy={busy}>
					依頼書を印刷する
				</Button>
			</div>
			{letter && <LetterSheet of={of} letter={letter} />}
		</form>
	);
}

const LetterSheet = ({ of, letter }: { of: CaseView; letter: Letter }) => (
	<Sheet name="依頼書">
		<p>{letter.postal && `〒${letter.postal}`}</p>
		<p>{letter.address}</p>
		<p className="mb-8 text-std-18B-160">{letter.name}　様</p>
		<h2 className="mb-4 text-center text-std-20B-160">個人番号のご提供のお願い</h2>
		<p>
			下の枠に、<b>通知カード、または個人番号カード（マイナンバーカード）の裏面の写し</b>
			を貼って、この用紙のままお返しください。この用紙は、ご本人の登録住所にだけお送りしています。
		</p>
		<p className="mt-2">
			通知カードは、書かれた氏名・住所などが住民票と同じときだけ使えます（2020年5月25日からは新しく発行されていません）。
			どちらもお持ちでないときは、個人番号の載った住民票の写しを貼ってください。
		</p>
		<p className="my-4">
			受付：本人確認{of.id}　作成：{of.form && dateText(of.form.made_at)}
		</p>
		<div className="h-80 border-2 border-dashed border-black p-3">写しを貼るところ</div>
		<p className="mt-6">氏名（自署）　　　　　　　　　　　　　　　　　　　　　年　　月　　日</p>
	</Sheet>
);
