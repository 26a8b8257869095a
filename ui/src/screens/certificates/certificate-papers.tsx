import { useForm } from "../../lib/form";
import { dateText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { Form } from "../../parts/form";
import { type InventoryLine, platform } from "../../platform";

/** The papers of a certificate: 発行通知書, 委任状, where a copy lies. */
export function Papers({ line }: { line: InventoryLine }) {
	const form = useForm(
		{ notice: line.notice ?? "", mandate: line.mandate ?? "", backup: line.backup?.place ?? "" },
		{},
	);
	const note = useAct(platform.notePapers);
	const fresh = (typed: string, known: string | null | undefined) => (typed.trim() === (known ?? "") ? null : typed);
	return (
		<Card title="書類">
			<Form
				onSubmit={form.submit(({ notice, mandate, backup }) =>
					note.mutate({
						id: line.id,
						papers: {
							notice: fresh(notice, line.notice),
							mandate: fresh(mandate, line.mandate),
							backup: fresh(backup, line.backup?.place),
						},
					}),
				)}
				of={note}
				verb="書類を記録する"
				done={note.isSuccess && "記録しました"}
			>
				<TextField
					id="paper-notice"
					label="発行通知書の番号"
					hint="郵便で届いた紙にあります。ダウンロードサイトのパスワードは書きません。"
					{...form.field("notice")}
				/>
				<TextField
					id="paper-mandate"
					label="委任状"
					hint="業者のサーバーにも証明書を出すときだけ。だれに、いつ。"
					{...form.field("mandate")}
				/>
				<TextField
					id="paper-backup"
					label="控えの場所"
					hint="証明書の控えをしまった場所。鍵やパスフレーズは書きません。"
					{...form.field("backup")}
				/>
				{line.backup && (
					<p className="text-solid-gray-700">
						控え：{dateText(line.backup.at)}　{line.backup.by}
					</p>
				)}
			</Form>
		</Card>
	);
}
