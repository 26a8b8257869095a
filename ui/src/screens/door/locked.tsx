import { useQueryClient } from "@tanstack/react-query";
import { forgetDrafts } from "../../lib/drafts";
import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { navigate } from "../../lib/router";
import { Button } from "../../parts/button";
import { TextField } from "../../parts/field";
import { Failure } from "../../parts/problem";
import { platform } from "../../platform";
import { Door } from "./door";

/** Somebody has left: they come back where they were, or their session ends. */
export function Locked({ who, version }: { who: string; version: string }) {
	const client = useQueryClient();
	const form = useForm({ password: "" }, { password: wanted("パスワード") });
	const comeBack = useAct(platform.comeBack);
	const end = useAct(platform.logOut, () => {
		forgetDrafts();
		navigate("/", "replace");
		client.removeQueries({ predicate: (query) => query.queryKey[0] !== "start" });
	});
	return (
		<Door
			title="画面に鍵をかけています"
			lead={
				<>
					<b>{who}</b>さんが離席しています。送信中のものは、そのまま続きます。
				</>
			}
			version={version}
		>
			<form noValidate className="flex flex-col gap-4" onSubmit={form.submit((values) => comeBack.mutate(values))}>
				<TextField
					id="come-back-password"
					label={`${who}さんのパスワード`}
					autoComplete="current-password"
					focused
					{...form.secret("password")}
				/>
				<Failure of={comeBack.error ?? end.error} />
				<Button type="submit" look="filled" busy={comeBack.isPending}>
					続きから使う
				</Button>
				<Button look="plain" busy={end.isPending} onClick={() => end.mutate()}>
					ログアウトして、ほかの人が使う
				</Button>
			</form>
		</Door>
	);
}
