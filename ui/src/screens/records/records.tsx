import { mayDo } from "../../lib/acts";
import { useHandOvers } from "../../lib/queries";
import { Broken } from "../../parts/broken";
import { Loading, Page } from "../../parts/page";
import type { PersonView } from "../../platform";
import { AuditList } from "./audit-list";
import { Disposals } from "./disposals";
import { HandOvers } from "./hand-overs";

/** 授受簿 for those who hand files over; the log of acts for those who answer for the terminal. */
export function RecordsScreen({ person }: { person: PersonView }) {
	const handOvers = useHandOvers();
	if (handOvers.error) return <Broken error={handOvers.error} />;
	if (!handOvers.data) return <Loading />;
	const open = handOvers.data.filter((line) => line.settled_at === null).length;
	return (
		<Page
			title={open > 0 ? `引き渡しの済んでいないファイルが ${open} 件あります` : "引き渡しはすべて済んでいます"}
			lead="端末の外へ書き出したファイルと、だれが何をしたかの記録です。"
		>
			<HandOvers lines={handOvers.data} canSettle={mayDo(person, "settle_hand_over")} />
			<Disposals />
			{mayDo(person, "audit") && <AuditList />}
		</Page>
	);
}
