import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { ConnectionFound, useConnectionTest } from "../terminal/connection-test";

type Props = { back: () => void; next: () => void };

export function ConnectionStep({ back, next }: Props) {
	const test = useConnectionTest();
	return (
		<Page
			title={test.data ? "つながりました" : "つながるか確かめてください"}
			lead="サーバーに証明書を見せて、返事を確かめます。加入者の情報は送りません。"
		>
			{test.isPending && <p role="status">確かめています…</p>}
			{test.data && (
				<Card>
					<ConnectionFound found={test.data} />
				</Card>
			)}
			<Failure of={test.error} saved="ここまでの設定は残っています。" />
			<div className="flex flex-wrap gap-3">
				<Button onClick={back}>もどる</Button>
				<Button look={test.data ? "outlined" : "filled"} busy={test.isPending} onClick={() => test.mutate()}>
					{test.data || test.error ? "もう一度確かめる" : "つながるか確かめる"}
				</Button>
				<Button look={test.data ? "filled" : "plain"} onClick={next}>
					{test.data ? "次へ" : "あとで確かめる"}
				</Button>
			</div>
		</Page>
	);
}
