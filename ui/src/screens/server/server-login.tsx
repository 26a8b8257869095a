import { useId, useState } from "react";
import { longPassword, sameAs, useForm, wanted } from "../../lib/form";
import { useAct, useFrame } from "../../lib/queries";
import { TextField } from "../../parts/field";
import { FormFoot } from "../../parts/form-foot";
import { NewSecret } from "../../parts/new-secret";
import { ProblemError, platform } from "../../platform";

type Props = { mustChange: boolean; onDone?: () => void };

/** サーバーへのログイン, with a new password where the server wants one. */
export function ServerLogin({ mustChange, onDone }: Props) {
	const label = useId();
	const known = useFrame().data?.server.user ?? "";
	const [changing, setChanging] = useState(mustChange);
	const form = useForm(
		{ user: known, password: "", newPassword: "", again: "" },
		{
			user: wanted("サーバーの利用者ID"),
			password: wanted("サーバーのパスワード"),
			...(changing ? { newPassword: longPassword, again: sameAs("newPassword") } : {}),
		},
	);
	const logIn = useAct(async (values: { user: string; password: string; newPassword: string | null }) => {
		try {
			return await platform.serverLogIn(values);
		} catch (thrown) {
			// The server itself may be the first to say that a new password is due.
			if (thrown instanceof ProblemError && thrown.view.code === "SERVER_PASSWORD_CHANGE_REQUIRED") setChanging(true);
			throw thrown;
		}
	}, onDone);

	return (
		<form
			noValidate
			aria-labelledby={label}
			className="flex flex-col gap-3 rounded-8 border border-line bg-white p-4 text-solid-gray-900"
			onSubmit={form.submit(({ user, password, newPassword }) =>
				logIn.mutate({ user, password, newPassword: changing ? newPassword : null }),
			)}
		>
			<h2 id={label} className="font-bold">
				サーバーへのログイン
			</h2>
			<div className="grid gap-3 sm:grid-cols-2">
				<TextField id="server-user" label="サーバーの利用者ID" {...form.code("user")} />
				<TextField id="server-password" label="サーバーのパスワード" {...form.secret("password")} />
				{changing && (
					<NewSecret
						id="server-new-password"
						label="新しいパスワード"
						first={form.secret("newPassword")}
						again={form.secret("again")}
					/>
				)}
			</div>
			<FormFoot
				of={logIn}
				verb={changing ? "パスワードを変えてログインする" : "サーバーへログインする"}
				look="filled"
			/>
		</form>
	);
}
