import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { count, dateText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { useLeaks } from "../../lib/record-queries";
import { navigate } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { type Column, Table } from "../../parts/table";
import { type LeakView, type PersonView, platform } from "../../platform";
import { FactsForm } from "./facts-form";
import { DueText, peopleText } from "./words";

/** Every leak, and the way to write one down. */
export function LeaksScreen({ person }: { person: PersonView }) {
	const found = useLeaks();
	const [writing, setWriting] = useState(false);
	const note = useAct(platform.noteLeak, (leak) => navigate(`/leaks/${leak.id}`));
	if (found.error) return <Broken error={found.error} />;
	if (!found.lines) return <Loading />;
	if (writing)
		return <FactsForm of={note} send={(facts) => note.mutate({ facts })} onClose={() => setWriting(false)} />;
	const open = found.lines.filter((leak) => leak.state !== "final").length;
	return (
		<Page
			title={
				open > 0 ? `報告の終わっていない漏えいが ${count(open)} 件あります` : "報告の終わっていない漏えいはありません"
			}
			lead="漏えい・紛失・まちがった送付と、そのおそれのあることを書きとめます。"
			side={mayDo(person, "note_leak") && <Button onClick={() => setWriting(true)}>漏えいを書きとめる</Button>}
		>
			<Card title="漏えいの記録">
				<Table
					label="漏えいの記録"
					columns={columns}
					rows={found.lines}
					rowKey={(leak) => leak.id}
					seek={found.seek}
					onEnd={found.more}
					empty="書きとめた漏えいはありません。"
				/>
			</Card>
		</Page>
	);
}

const columns: Column<LeakView>[] = [
	{
		head: "番号",
		cell: (leak) => (
			<ActionLink look="plain" to={`/leaks/${leak.id}`}>
				漏えい{leak.id}
			</ActionLink>
		),
		whole: true,
	},
	{ head: "知った日", cell: (leak) => dateText(leak.facts.found_on), sort: (leak) => leak.facts.found_on, whole: true },
	{ head: "概要", cell: (leak) => leak.facts.what },
	{ head: "人数", cell: (leak) => peopleText(leak.facts.people), right: true },
	{ head: "状態", cell: (leak) => leak.state_title },
	{ head: "次の期限", cell: (leak) => <NextDue of={leak} /> },
];

function NextDue({ of }: { of: LeakView }) {
	if (of.state === "final") return "―";
	const next = of.dues.find((due) => due.made === null && (of.state === "open" || due.step === "final"));
	return next ? (
		<>
			{next.title}　<DueText of={next} />
		</>
	) : null;
}
