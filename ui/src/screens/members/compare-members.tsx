import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { count } from "../../lib/format";
import { rememberFile } from "../../lib/recent";
import { Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { FileField } from "../../parts/file-field";
import { SaveDialog } from "../../parts/save-dialog";
import { type MembersCompared, platform } from "../../platform";

/** A list of the 基幹システム against those whom this terminal saw registered. */
export function CompareMembers() {
	const form = useForm({ path: "" }, { path: wanted("一覧の場所") }, "登録もれ");
	const [list, setList] = useState<string | null>(null);
	const [compared, setCompared] = useState<MembersCompared | null>(null);
	return (
		<Card title="登録もれを調べる" className="flex flex-col gap-4">
			<p>
				基幹システムの加入者の一覧を、この端末が登録した人と比べます。見出しは加入者情報一括登録ファイルと同じで、順は問いません。
			</p>
			<form
				noValidate
				className="flex flex-col gap-4"
				onSubmit={form.submit(({ path }) => {
					rememberFile("members-list", path.trim());
					setList(path.trim());
				})}
			>
				<FileField id="members-list" label="一覧の場所" extensions={["csv", "xlsx"]} {...form.field("path")} />
				<div>
					<Button type="submit" look="filled">
						比べて書き出す…
					</Button>
				</div>
			</form>
			{compared && <Result of={compared} />}
			{list && (
				<SaveDialog
					id="members-out"
					title="登録もれの一覧を書き出す"
					name="toroku-more.csv"
					save={async (to) => {
						const found = await platform.compareMembers({ path: list, to });
						setCompared(found);
						return found.file;
					}}
					onClose={() => setList(null)}
				>
					氏名と記号・番号が入ります。個人番号と住所は入りません。
				</SaveDialog>
			)}
		</Card>
	);
}

const Result = ({ of }: { of: MembersCompared }) => (
	<div role="status">
		<Facts
			of={[
				["一覧の人", `${count(of.listed)} 人`],
				["登録した人", `${count(of.registered)} 人`],
				["登録もれ（一覧にだけいる）", `${count(of.missing_here)} 人`],
				["登録だけがある", `${count(of.missing_there)} 人`],
				["登録とちがう", `${count(of.differing)} 人`],
				[
					"数えていない送信",
					of.unread_jobs.length > 0
						? `廃棄したファイルの人は数えていません：${of.unread_jobs.map((id) => `送信${id}`).join("、")}`
						: null,
				],
			]}
		/>
	</div>
);
