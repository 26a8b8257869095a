import { Button } from "../../parts/button";
import { Foot } from "../../parts/form-foot";
import { Page } from "../../parts/page";
import { ConnectionFound, connectionTitle, useConnectionTest } from "../connection/connection-test";

type Props = { back: () => void; next: () => void };

export function ConnectionStep({ back, next }: Props) {
	const test = useConnectionTest();
	const through = test.data !== undefined && !test.data.problem;
	return (
		<Page title={connectionTitle(test)} lead="サーバーに証明書を見せて、返事を確かめます。加入者の情報は送りません。">
			<ConnectionFound test={test} />
			<Foot step>
				<Button onClick={back}>もどる</Button>
				<Button look={through ? "outlined" : "filled"} busy={test.isPending} onClick={() => test.mutate()}>
					{test.data || test.error ? "もう一度確かめる" : "つながるか確かめる"}
				</Button>
				<Button look={through ? "filled" : "plain"} onClick={next}>
					{through ? "次へ" : "あとで確かめる"}
				</Button>
			</Foot>
		</Page>
	);
}
