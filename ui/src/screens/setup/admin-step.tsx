import { longPassword, sameAs, useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { navigate } from "../../lib/router";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { NewSecret } from "../../parts/new-secret";
import { Page } from "../../parts/page";
import { platform } from "../../platform";
import { FromBackup } from "./from-backup";
import { StepButtons, StepFoot } from "./steps";

export function useAdminForm(keyStoreAvailable: boolean) {
	const form = useForm(
		{ id: "", name: "", password: "", again: "", passPhrase: "", passPhraseAgain: "" },
		{
			id: (value) => (/^[\w.-]{1,32}$/.test(value) ? null : "半角の英数字と - _ . で、32文字までにしてください。"),
			name: wanted("名前"),
			password: longPassword,
			again: sameAs("password"),
			...(keyStoreAvailable ? {} : { passPhrase: longPassword, passPhraseAgain: sameAs("passPhrase") }),
		},
	);
	return { ...form, keyStoreAvailable };
}

type Props = { form: ReturnType<typeof useAdminForm>; done: boolean; next: () => void };

export function AdminStep({ form, done, next }: Props) {
	const setUp = useAct(platform.setUp, () => {
		// From here on somebody is logged in; the path keeps the wizard open.
		navigate("/setup", "replace");
		for (const secret of ["password", "again", "passPhrase", "passPhraseAgain"] as const) form.set(secret, "");
		next();
	});
	if (done)
		return (
			<Page title="この端末の管理者は決まっています" lead="管理者は、あとで「利用者と権限」で追加できます。">
				<StepButtons next="次へ" onNext={next} />
			</Page>
		);
	return (
		<Page
			fills
			title="この端末の管理者を決めてください"
			lead="端末・証明書・利用者の設定をする人です。ファイルを送る人は、あとで追加します。"
		>
			<form
				noValidate
				className="flex flex-col gap-4"
				onSubmit={form.submit(({ id, name, password, passPhrase }) =>
					setUp.mutate({
						adminId: id,
						adminName: name.trim(),
						password,
						keyPassPhrase: form.keyStoreAvailable ? null : passPhrase,
					}),
				)}
			>
				<Card className="grid gap-4 md:grid-cols-2">
					<TextField id="admin-id" label="利用者ID" hint="半角の英数字。ログインに使います。" {...form.code("id")} />
					<TextField id="admin-name" label="名前" hint="画面と記録に出ます。" {...form.field("name")} />
					<NewSecret
						id="admin-password"
						label="パスワード"
						first={form.secret("password")}
						again={form.secret("again")}
					/>
				</Card>
				{!form.keyStoreAvailable && <KeyPassPhrase form={form} />}
				<StepFoot of={setUp} verb="管理者を登録して次へ" />
			</form>
			<FromBackup keyStoreAvailable={form.keyStoreAvailable} />
		</Page>
	);
}

function KeyPassPhrase({ form }: { form: ReturnType<typeof useAdminForm> }) {
	return (
		<Card title="データの鍵">
			<p className="mb-3">
				この端末のデータは暗号化して保存します。このパスフレーズは、その鍵をあけることばです。Kakehashiを始めるたびに必要です。
				<b className="block text-red-1000">
					<span aria-hidden="true">● </span>忘れると、だれにもデータを開けません。紙に書いて、金庫などに置いてください。
				</b>
			</p>
			<div className="grid gap-4 md:grid-cols-2">
				<NewSecret
					id="key-pass-phrase"
					label="データを守るパスフレーズ"
					first={form.secret("passPhrase")}
					again={form.secret("passPhraseAgain")}
				/>
			</div>
		</Card>
	);
}
