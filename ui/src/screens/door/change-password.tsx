import { longPassword, sameAs, useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { navigate } from "../../lib/router";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { Form } from "../../parts/form";
import { NewSecret } from "../../parts/new-secret";
import { Page } from "../../parts/page";
import { platform } from "../../platform";
import { Door } from "./door";

/** At the first login nothing else is possible. */
export function ChangePassword({ first }: { first: boolean }) {
	return (
		<Door
			title="パスワードを決めてください"
			lead={first ? "いまのものは、管理者が決めた最初のパスワードです。自分だけが知るものに変えます。" : undefined}
		>
			<ChangePasswordForm />
		</Door>
	);
}

export function ChangePasswordScreen() {
	return (
		<Page title="パスワードを変える" fills>
			<Card className="max-w-lg">
				<ChangePasswordForm onDone={() => navigate("/")} />
			</Card>
		</Page>
	);
}

function ChangePasswordForm({ onDone }: { onDone?: () => void }) {
	const form = useForm(
		{ current: "", newPassword: "", again: "" },
		{ current: wanted("いまのパスワード"), newPassword: longPassword, again: sameAs("newPassword") },
	);
	const change = useAct(platform.changePassword, onDone);
	return (
		<Form
			onSubmit={form.submit(({ current, newPassword }) => change.mutate({ current, newPassword }))}
			of={change}
			verb="パスワードを変える"
			look="filled"
		>
			<TextField
				id="current-password"
				label="いまのパスワード"
				autoComplete="current-password"
				{...form.secret("current")}
			/>
			<NewSecret
				id="new-password"
				label="新しいパスワード"
				first={form.secret("newPassword")}
				again={form.secret("again")}
			/>
		</Form>
	);
}
