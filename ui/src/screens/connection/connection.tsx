import { ActionLink, Button } from "../../parts/button";
import { Page } from "../../parts/page";
import { ConnectionFound, connectionTitle, useConnectionTest } from "./connection-test";

/** Which hop is at fault, within seconds. */
export function ConnectionScreen({ back }: { back: { to: string; words: string } }) {
	const test = useConnectionTest();
	return (
		<Page
			title={connectionTitle(test)}
			lead="接続先までの道を1つずつ確かめます。加入者の情報は送りません。"
			side={
				<div className="flex flex-wrap gap-3 print:hidden">
					<ActionLink to={back.to} look="outlined">
						{back.words}
					</ActionLink>
					<Button look={test.data ? "outlined" : "filled"} busy={test.isPending} onClick={() => test.mutate()}>
						{test.data ? "もう一度確かめる" : "つながるか確かめる"}
					</Button>
				</div>
			}
		>
			<ConnectionFound test={test} />
		</Page>
	);
}
