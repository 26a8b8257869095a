import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { TextField } from "../../parts/field";
import { Failure } from "../../parts/problem";
import { platform } from "../../platform";
import { Door } from "./door";

export function Unlock({ version }: { version: string }) {
	const form = useForm({ passPhrase: "" }, { passPhrase: wanted("パスフレーズ") });
	const unlock = useAct(platform.unlock);
	return (
		<Door
			title="データに鍵がかかっています"
			lead="はじめの設定で決めた「データを守るパスフレーズ」を入れてください。"
			version={version}
		>
			<form noValidate className="flex flex-col gap-4" onSubmit={form.submit((values) => unlock.mutate(values))}>
				<TextField id="key-pass-phrase" label="データを守るパスフレーズ" {...form.secret("passPhrase")} />
				<Failure of={unlock.error} />
				<Button type="submit" look="filled" busy={unlock.isPending}>
					鍵をあける
				</Button>
			</form>
		</Door>
	);
}
