import { count, momentText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type Column, Table } from "../../parts/table";
import { type ProvisionLine, platform } from "../../platform";
import { LoginWhenNeeded } from "../server/login-when-needed";

const columns: Column<ProvisionLine>[] = [
	{ head: "日時", cell: (line) => momentText(line.at), sort: (line) => line.at, whole: true },
	{ head: "照会か提供か", cell: (line) => (line.provided ? "← 提供した" : "→ 照会した") },
	{ head: "被保険者枝番", cell: (line) => <span className="figures">{line.server_branch}</span> },
	{ head: "相手", cell: (line) => line.other, sort: (line) => line.other },
	{ head: "事務手続", cell: (line) => line.procedure },
	{ head: "特定個人情報名", cell: (line) => line.item },
	{ head: "結果", cell: (line) => line.state, sort: (line) => line.state },
];

/** 情報提供等記録, as the server keeps them; nothing of them stays here. */
export function RecordsOfProvision() {
	const ask = useAct(platform.provisionRecords, undefined, { keeps: true });
	return (
		<Page
			title={ask.data ? `情報提供等記録が ${count(ask.data.total)} 件あります` : "情報提供等記録を、サーバーで見ます"}
			lead="ほかの機関に照会したことと、ほかの機関に提供したことの記録です。この端末には残しません。見たことは、操作の記録に残ります。"
		>
			<Failure of={ask.error} />
			<LoginWhenNeeded error={ask.error} again={() => ask.mutate()} />
			<div>
				<Button look="filled" busy={ask.isPending} onClick={() => ask.mutate()}>
					サーバーに聞く
				</Button>
			</div>
			{ask.data && (
				<Card>
					<Table
						label="情報提供等記録"
						columns={columns}
						rows={ask.data.lines}
						rowKey={(line) => `${line.at}${line.server_branch}${line.item}${line.provided}`}
						filter={(line) => `${line.server_branch} ${line.other} ${line.procedure} ${line.item} ${line.state}`}
					/>
				</Card>
			)}
		</Page>
	);
}
