import { mayDo } from "../../lib/acts";
import { count, momentText } from "../../lib/format";
import { useAct, useSince } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Foot } from "../../parts/form-foot";
import { Failure } from "../../parts/problem";
import { type Column, Table } from "../../parts/table";
import { type PersonView, platform, type SinceLine } from "../../platform";

/** What the server accepted since the data may lack it, beside what stands here; nothing where the data were never in doubt. */
export function Since({ person }: { person: PersonView }) {
	const found = useSince();
	const ask = useAct(platform.askSince);
	const since = found.data;
	if (!since) return <Failure of={found.error} />;
	return (
		<Card title="サーバーが受け付けたものと見くらべる">
			<p>
				{momentText(since.found_at)} に、データが前のものに戻っていると分かりました。{momentText(since.since)}{" "}
				からあとのものを見くらべます。
			</p>
			<p role="status" className="my-3 font-bold">
				{since.server_only > 0 && <span aria-hidden="true">● </span>}
				{since.words}
				{since.asked_at && `（${momentText(since.asked_at)} に聞きました）`}
			</p>
			{mayDo(person, "ask_since") && (
				<>
					<Failure of={ask.error} />
					<Foot>
						<Button busy={ask.isPending} onClick={() => ask.mutate()}>
							サーバーにもう一度聞く
						</Button>
					</Foot>
				</>
			)}
			<Table
				label="サーバーが受け付けたものと、この端末にあるもの"
				columns={columns}
				rows={since.lines}
				rowKey={(line) => `${line.receipt} ${line.job}`}
				empty="見くらべるものはありません。"
			/>
		</Card>
	);
}

const columns: Column<SinceLine>[] = [
	{
		head: "どこにあるか",
		cell: (line) => (line.known === "server-only" ? <b>● {line.known_title}</b> : line.known_title),
	},
	{ head: "受付番号", cell: (line) => line.receipt ?? "－", whole: true },
	{ head: "種類", cell: (line) => line.kind_title },
	{ head: "受け付けた時刻", cell: (line) => (line.accepted_at ? momentText(line.accepted_at) : "－"), whole: true },
	{ head: "行", cell: (line) => (line.rows === null ? "－" : count(line.rows)), right: true },
	{ head: "サーバーの状態", cell: (line) => line.server_status ?? "－" },
	{
		head: "この端末",
		cell: (line) =>
			line.job === null ? (
				"ありません"
			) : (
				<>
					<span className="block">
						送信{line.job}　{line.state_title}
					</span>
					<span className="block break-all text-solid-gray-700">{line.file_name}</span>
				</>
			),
	},
];
