import { mayDo } from "../../lib/acts";
import { count } from "../../lib/format";
import { useHandOvers } from "../../lib/queries";
import { Broken } from "../../parts/broken";
import { Loading, Page } from "../../parts/page";
import type { PersonView } from "../../platform";
import { AuditList } from "./audit-list";
import { Disposals } from "./disposals";
import { HandOvers } from "./hand-overs";
import { Since } from "./since";

/** 授受簿 for those who hand files over; the log of acts for those who answer for the terminal. */
export function RecordsScreen({ person }: { person: PersonView }) {
	const handOvers = useHandOvers();
	if (handOvers.error) return <Broken error={handOvers.error} />;
	if (!handOvers.lines || !handOvers.open) return <Loading />;
	const open = handOvers.open.length;
	const settles = mayDo(person, "settle_hand_over");
	return (
		<Page title={titleOf(open, settles)} lead="端末の外へ書き出したファイルと、だれが何をしたかの記録です。">
			<Since person={person} />
			{!settles && mayDo(person, "audit") && <AuditList />}
			<HandOvers lines={handOvers.lines} seek={handOvers.seek} more={handOvers.more} canSettle={settles} />
			<Disposals canDispose={mayDo(person, "dispose_job")} />
			{settles && mayDo(person, "audit") && <AuditList />}
		</Page>
	);
}

/** What it is to whoever looks: something to finish, or evidence. */
function titleOf(open: number, settles: boolean): string {
	if (open > 0) return `引き渡しの済んでいないファイルが ${count(open)} 件あります`;
	return settles ? "引き渡しはすべて済んでいます" : "引き渡しの済んでいないファイルはありません";
}
