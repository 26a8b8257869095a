import { useQueryClient } from "@tanstack/react-query";
import { dateText } from "../../lib/format";
import { useAct, useProfiles, useUsers } from "../../lib/queries";
import { navigate } from "../../lib/router";
import { kindTitle, lineWords, roleTitle } from "../../lib/words";
import { Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { platform } from "../../platform";
import { SetupRecord } from "./setup-sheet";

export function SummaryStep({ back }: { back: () => void }) {
	const client = useQueryClient();
	const profile = useProfiles().data?.find((each) => each.in_use);
	const users = useUsers().data ?? [];
	const leave = useAct(platform.logOut, () => {
		navigate("/", "replace");
		client.removeQueries({ predicate: (query) => query.queryKey[0] !== "start" });
	});
	return (
		<Page title="はじめの設定が終わりました" lead="ファイルを送る人が、自分の利用者IDでログインすると始められます。">
			<SetupRecord />
			<Card title="設定したこと" className="print:hidden">
				<Facts
					of={[
						["接続先", profile ? `${kindTitle[profile.kind]}　${profile.url}` : "まだ決まっていません"],
						["回線", lineWords(profile?.line)],
						["保険者番号", profile?.insurer],
						["端末の名前", profile?.terminal],
						[
							"証明書",
							profile?.kind === "file-test"
								? null
								: profile?.certificate
									? `${dateText(profile.certificate.not_after)} まで`
									: "まだ取り込んでいません",
						],
						[
							"利用者",
							users.map((user) => `${user.name}（${user.roles.map((role) => roleTitle[role]).join("・")}）`).join("、"),
						],
					]}
				/>
			</Card>
			<Failure of={leave.error} />
			<div className="flex flex-wrap gap-3 print:hidden">
				<Button onClick={back}>もどる</Button>
				<Button onClick={() => window.print()}>設定の控えを印刷する</Button>
				<Button look="filled" busy={leave.isPending} onClick={() => leave.mutate()}>
					ログイン画面へ
				</Button>
			</div>
		</Page>
	);
}
