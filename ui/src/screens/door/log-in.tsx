import { useQueryClient } from "@tanstack/react-query";
import { forgetDrafts } from "../../lib/drafts";
import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { ActionLink, Button } from "../../parts/button";
import { TextField } from "../../parts/field";
import { Failure } from "../../parts/problem";
import { platform } from "../../platform";
import { Door } from "./door";

export function LogIn({ version }: { version: string }) {
	const client = useQueryClient();
	const form = useForm({ user: "", password: "" }, { user: wanted("利用者ID"), password: wanted("パスワード") });
	const logIn = useAct(platform.logIn, () => {
		// Nothing that the last person saw or typed is shown to the next.
		forgetDrafts();
		client.removeQueries({ predicate: (query) => query.queryKey[0] !== "start" });
	});
	return (
		<Door title="ログインしてください" version={version}>
			<form noValidate className="flex flex-col gap-4" onSubmit={form.submit((values) => logIn.mutate(values))}>
				<TextField id="login-user" label="利用者ID" autoComplete="username" {...form.code("user")} />
				<TextField
					id="login-password"
					label="パスワード"
					autoComplete="current-password"
					{...form.secret("password")}
				/>
				<Failure of={logIn.error} />
				<Button type="submit" look="filled" busy={logIn.isPending}>
					ログインする
				</Button>
				<ActionLink to="/connection" look="plain">
					サーバーにつながるか確かめる
				</ActionLink>
			</form>
		</Door>
	);
}
