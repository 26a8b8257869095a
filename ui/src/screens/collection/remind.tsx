import { useState } from "react";
import { flushSync } from "react-dom";
import { useForm, wanted } from "../../lib/form";
import { count, dateText, stampText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { TextField } from "../../parts/field";
import { Form } from "../../parts/form";
import { Sheet } from "../../parts/sheet";
import { type EmployerLine, type PersonView, platform, type ReminderLetter } from "../../platform";

type Props = { employers: EmployerLine[]; person: PersonView; onClose: () => void };

/** Notes that 事業所 were reminded, and prints a letter for each. */
export function Remind({ employers, person, onClose }: Props) {
	const form = useForm({ how: "手紙" }, { how: wanted("どう知らせたか") });
	const [printed, setPrinted] = useState<ReminderLetter[] | null>(null);
	const remind = useAct(platform.remindEmployers);
	const who = employers.length === 1 ? employers[0]?.name : `${count(employers.length)} 事業所`;
	const print = (letters: ReminderLetter[]) => {
		flushSync(() => setPrinted(letters));
		window.print();
	};
	return (
		<Dialog title={`${who}に知らせます`} onClose={onClose}>
			{remind.isSuccess ? (
				<>
					<p role="status" className="mb-4">
						✓ 知らせたことを記録しました。
					</p>
					<div className="flex flex-wrap gap-3">
						<Button onClick={onClose}>閉じる</Button>
						<Button look="filled" onClick={() => print(remind.data)}>
							手紙を印刷する
						</Button>
					</div>
				</>
			) : (
				<Form
					onSubmit={form.submit(({ how }) =>
						remind.mutate({ employers: employers.map((line) => line.id), how: how.trim() }),
					)}
					of={remind}
					verb="記録する"
					look="filled"
					back={<Button onClick={onClose}>やめる</Button>}
				>
					<p>いつ、だれが、どう知らせたかを残します。そのあとで、事業所ごとの手紙を印刷できます。</p>
					<TextField id="remind-how" label="どう知らせるか" hint="手紙、電話など" focused {...form.field("how")} />
				</Form>
			)}
			{printed && <Letters letters={printed} person={person} />}
		</Dialog>
	);
}

const Letters = ({ letters, person }: { letters: ReminderLetter[]; person: PersonView }) => (
	<Sheet name="知らせる手紙">
		{letters.map((letter) => (
			<section key={`${letter.number} ${letter.office}`} className="paper">
				<header className="border-b border-black">
					<p className="text-right">{dateText(letter.on)}</p>
					<h2 className="text-std-18B-160">{letter.office}　ご担当者様</h2>
					{letter.number && <p>法人番号 {letter.number}</p>}
				</header>
				<p className="mt-6 text-right">保険者番号 {letter.insurer}</p>
				<h2 className="my-4 text-center text-std-18B-160">個人番号の提出のお願い</h2>
				<p>次のものが、まだ届いていません。お手数ですが、追跡できる方法でお送りください。</p>
				<p className="my-4 border border-black p-3">
					{letter.what}
					{letter.due && `　（期限 ${dateText(letter.due)}）`}
				</p>
				<p>
					被保険者の本人確認は事業主が、家族の本人確認は被保険者がして、した人と日を様式に書いてください。行きちがいでお送りいただいているときは、ご容赦ください。
				</p>
				<footer>
					印刷：{person.name}（{person.id}）　{stampText(new Date())}
				</footer>
			</section>
		))}
	</Sheet>
);
