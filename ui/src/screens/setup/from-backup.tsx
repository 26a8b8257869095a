import { useState } from "react";
import { longPassword, sameAs, useForm, wanted } from "../../lib/form";
import { count, momentText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { navigate } from "../../lib/router";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { TextField } from "../../parts/field";
import { FileField } from "../../parts/file-field";
import { Form } from "../../parts/form";
import { NewSecret } from "../../parts/new-secret";
import { platform, type RestoreReport } from "../../platform";

/** A new PC begins with a backup, by two persons whom it knows. */
export function FromBackup({ keyStoreAvailable }: { keyStoreAvailable: boolean }) {
	const [open, setOpen] = useState(false);
	return (
		<div className="mt-4">
			<Button look="plain" onClick={() => setOpen(true)}>
				前の端末のバックアップから始める…
			</Button>
			{open && (
				<Dialog title="バックアップから始める" onClose={() => setOpen(false)}>
					<BackupForm keyStoreAvailable={keyStoreAvailable} onClose={() => setOpen(false)} />
				</Dialog>
			)}
		</div>
	);
}

const empty = {
	path: "",
	phrase: "",
	user: "",
	password: "",
	secondUser: "",
	secondPassword: "",
	key: "",
	keyAgain: "",
};

function BackupForm({ keyStoreAvailable, onClose }: { keyStoreAvailable: boolean; onClose: () => void }) {
	const form = useForm(empty, {
		path: wanted("バックアップのファイル"),
		phrase: wanted("バックアップのパスフレーズ"),
		user: wanted("利用者ID"),
		password: wanted("パスワード"),
		secondUser: wanted("もう1人の利用者ID"),
		secondPassword: wanted("もう1人のパスワード"),
		...(keyStoreAvailable ? {} : { key: longPassword, keyAgain: sameAs("key") }),
	});
	const restoring = useAct(platform.restore);
	if (restoring.data) return <Done of={restoring.data} />;
	return (
		<Form
			onSubmit={form.submit((typed) =>
				restoring.mutate({
					from: {
						path: typed.path,
						pass_phrase: typed.phrase,
						user: typed.user,
						password: typed.password,
						second_user: typed.secondUser,
						second_password: typed.secondPassword,
						key_pass_phrase: keyStoreAvailable ? null : typed.key,
					},
				}),
			)}
			of={restoring}
			verb="戻す"
			back={<Button onClick={onClose}>やめる</Button>}
		>
			<p>バックアップを作ったときに登録されていた2人（1人はシステム管理者）のパスワードが必要です。</p>
			<FileField
				id="restore-path"
				label="バックアップのファイル"
				extensions={["kakehashi-backup"]}
				{...form.field("path")}
			/>
			<TextField id="restore-phrase" label="バックアップのパスフレーズ" {...form.secret("phrase")} />
			<div className="grid gap-4 md:grid-cols-2">
				<TextField id="restore-user" label="システム管理者の利用者ID" {...form.field("user")} />
				<TextField id="restore-password" label="その人のパスワード" {...form.secret("password")} />
				<TextField id="restore-second" label="もう1人の利用者ID" {...form.field("secondUser")} />
				<TextField id="restore-second-password" label="もう1人のパスワード" {...form.secret("secondPassword")} />
				{!keyStoreAvailable && (
					<NewSecret
						id="restore-key"
						label="データを守るパスフレーズ"
						first={form.field("key")}
						again={form.field("keyAgain")}
					/>
				)}
			</div>
		</Form>
	);
}

function Done({ of }: { of: RestoreReport }) {
	return (
		<div className="flex flex-col gap-4">
			<p role="status" className="font-bold">
				{momentText(of.backup.made_at)} のバックアップから戻しました。
			</p>
			{of.held > 0 && (
				<p>
					終わっていない送信 {count(of.held)}{" "}
					件を保留にしました。そのあとに送っていないかを承認者が確かめて、1件ずつ進めてください。
				</p>
			)}
			<p>証明書の鍵は、前のPCの外へ出ないことがあります。「証明書と接続」で確かめてください。</p>
			<div>
				<Button look="filled" onClick={() => navigate("/", "replace")}>
					ログインへ
				</Button>
			</div>
		</div>
	);
}
