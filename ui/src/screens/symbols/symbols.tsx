import { mayDo } from "../../lib/acts";
import { useForm } from "../../lib/form";
import { count, momentText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { FormFoot } from "../../parts/form-foot";
import { Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type Column, Table } from "../../parts/table";
import { type PersonView, platform, type SymbolLine, type SymbolState, type SymbolsView } from "../../platform";
import { LoginWhenNeeded } from "../server/login-when-needed";

const marks: Record<SymbolState, string> = { failed: "●", "not-asked": "○", asked: "▲", obtained: "✓" };

/** How far the 機関別符号 of each person is, as the server says when it is asked. */
export function SymbolsScreen({ person }: { person: PersonView }) {
	const form = useForm({ words: "" }, {});
	const ask = useAct(platform.symbols, undefined, { keeps: true });
	const again = () => ask.mutate({ words: form.values.words.trim() });
	return (
		<Page title={ask.data ? titleOf(ask.data) : "機関別符号がそろったかを、サーバーに聞きます"} fills>
			<Card>
				<form
					noValidate
					className="flex flex-col gap-4"
					onSubmit={form.submit(({ words }) => ask.mutate({ words: words.trim() }))}
				>
					<TextField
						id="symbol-words"
						label="被保険者枝番で探す"
						hint="空のままなら、まだ取得できていない人が出ます。"
						className="max-w-md"
						{...form.code("words")}
					/>
					<FormFoot of={ask} verb="サーバーに聞く" look="filled" />
				</form>
				<LoginWhenNeeded error={ask.error} again={again} />
			</Card>
			{ask.data && (
				<Card>
					<p role="status">
						{ask.data.counts.map((it) => `${marks[it.state]} ${it.title} ${count(it.count)} 人`).join("　")}
					</p>
					<Table
						label="機関別符号"
						columns={columns(mayDo(person, "request_symbol"), again)}
						rows={ask.data.lines}
						rowKey={(line) => line.server_branch}
					/>
				</Card>
			)}
		</Page>
	);
}

function titleOf(view: SymbolsView): string {
	const failed = view.counts.find((it) => it.state === "failed")?.count ?? 0;
	return failed > 0 ? `機関別符号を取得できない人が ${count(failed)} 人います` : "取得できない人はいません";
}

const columns = (mayAsk: boolean, done: () => void): Column<SymbolLine>[] => [
	{ head: "被保険者枝番", cell: (line) => <span className="figures">{line.server_branch}</span>, whole: true },
	{
		head: "状態",
		cell: (line) => (
			<b>
				{marks[line.state]} {line.title}
			</b>
		),
		sort: (line) => line.title,
	},
	{ head: "求めた日時", cell: (line) => momentText(line.asked_at), sort: (line) => line.asked_at },
	{ head: "わけ", cell: (line) => line.message },
	...(mayAsk ? [{ head: "操作", cell: (line: SymbolLine) => <Again of={line} done={done} /> }] : []),
];

function Again({ of, done }: { of: SymbolLine; done: () => void }) {
	const ask = useAct(platform.requestSymbol, done);
	if (of.state !== "failed") return null;
	return (
		<>
			<Button
				look="plain"
				busy={ask.isPending}
				aria-label={`もう一度求める：${of.server_branch}`}
				onClick={() => ask.mutate({ serverBranch: of.server_branch })}
			>
				もう一度求める
			</Button>
			<Failure of={ask.error} />
		</>
	);
}
