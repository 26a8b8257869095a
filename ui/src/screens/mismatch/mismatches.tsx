import { mayDo } from "../../lib/acts";
import { count, momentText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { useClosedMismatches, useMismatches } from "../../lib/record-queries";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { Table } from "../../parts/table";
import { type PersonView, platform } from "../../platform";
import { Board, mismatchColumns } from "./board";
import { JustDecided } from "./just-decided";

/** The board: for whom viewing is stopped, since when, and who sees to it. */
export function MismatchesScreen({ person }: { person: PersonView }) {
	const found = useMismatches();
	const past = useClosedMismatches();
	const receive = useAct(() => platform.receiveMismatches());
	const error = found.error ?? past.error;
	if (error) return <Broken error={error} />;
	if (!found.data || !past.lines) return <Loading />;
	const { open, received_at, people } = found.data;
	const next = open.find((line) => line.waits);
	return (
		<Page
			title={open.length > 0 ? `閲覧が止まっている人が ${count(open.length)} 人います` : "突合不一致はありません"}
			lead={
				received_at
					? `サーバーの一覧は ${momentText(received_at)} に受け取りました。`
					: "サーバーの一覧を、まだ受け取っていません。"
			}
			side={
				mayDo(person, "receive_mismatches") && (
					<Button busy={receive.isPending} onClick={() => receive.mutate(undefined)}>
						いま受け取る
					</Button>
				)
			}
		>
			<JustDecided />
			<Failure of={receive.error} />
			{open.length > 0 && <Board lines={open} people={people} person={person} />}
			{next && (
				<div>
					<ActionLink to={`/mismatches/${next.id}`} look="filled">
						いちばん古い人を見る
					</ActionLink>
				</div>
			)}
			{(past.lines.length > 0 || past.seek.value !== "") && (
				<Card title="解消したもの">
					<Table
						label="解消したもの"
						columns={mismatchColumns}
						rows={past.lines}
						rowKey={(line) => line.id}
						seek={past.seek}
						onEnd={past.more}
					/>
				</Card>
			)}
		</Page>
	);
}
