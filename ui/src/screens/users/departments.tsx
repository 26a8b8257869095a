import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { useForm, wanted } from "../../lib/form";
import { useAct, useDepartments } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { FileField } from "../../parts/file-field";
import { Form } from "../../parts/form";
import { Loading } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { SaveDialog } from "../../parts/save-dialog";
import { type Column, Table } from "../../parts/table";
import { type Department, type PersonView, platform, type UserView } from "../../platform";

/** 部署: the list comes and goes as the file of the server's master. */
export function Departments({ person, users }: { person: PersonView; users: UserView[] }) {
	const found = useDepartments();
	const [saving, setSaving] = useState(false);
	if (found.error) return <Failure of={found.error} />;
	if (!found.data) return <Loading />;
	const { departments, file_name } = found.data;
	const people = (of: Department) => users.filter((user) => user.department === of.id && user.closed === null).length;
	return (
		<Card title="部署" className="flex flex-col gap-4">
			<Table
				label="部署の一覧"
				columns={[...columns, { head: "人", cell: (of) => people(of), right: true }]}
				rows={departments}
				rowKey={(of) => of.id}
				empty="部署情報のファイル（CSV）を取り込むと、ここに出ます。"
			/>
			{mayDo(person, "take_departments") && <Take />}
			{departments.length > 0 && (
				<div>
					<Button onClick={() => setSaving(true)}>部署を書き出す…</Button>
				</div>
			)}
			{saving && (
				<SaveDialog
					id="departments-out"
					title="部署を書き出す"
					name={file_name}
					save={({ path }) => platform.saveDepartments({ path })}
					seals={false}
					done="書き出しました。「送る」で、サーバーへ送れます。"
					onClose={() => setSaving(false)}
				>
					サーバーへ送る部署情報のファイルと同じ形です。人の情報は入っていません。
				</SaveDialog>
			)}
		</Card>
	);
}

function Take() {
	const form = useForm({ path: "" }, { path: wanted("ファイルの場所") }, "部署");
	const take = useAct(platform.takeDepartments, () => form.reset());
	return (
		<Form
			onSubmit={form.submit(({ path }) => take.mutate({ path: path.trim() }))}
			of={take}
			verb="部署を取り込む"
			done={take.isSuccess && "取り込みました。いままでの一覧と入れかわりました。"}
		>
			<FileField id="departments-path" label="部署情報のファイル（CSV）" extensions={["csv"]} {...form.field("path")} />
		</Form>
	);
}

const columns: Column<Department>[] = [
	{ head: "部署ID", cell: (of) => of.id, sort: (of) => of.id, whole: true },
	{ head: "部署名", cell: (of) => of.name, sort: (of) => of.name },
	{ head: "担当する事務", cell: (of) => of.affairs },
	{ head: "職掌", cell: (of) => of.duties },
	{ head: "取り扱う特定個人情報", cell: (of) => of.information },
];
