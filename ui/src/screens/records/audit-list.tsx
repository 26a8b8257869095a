import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { flushSync } from "react-dom";
import { isoDay } from "../../lib/dates";
import { useForm } from "../../lib/form";
import { count, secondText, shortHash } from "../../lib/format";
import { useLater } from "../../lib/later";
import { usePrinting } from "../../lib/printing";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { DateField } from "../../parts/date-field";
import { TextField } from "../../parts/field";
import { Failure } from "../../parts/problem";
import { SaveDialog } from "../../parts/save-dialog";
import { SelectField } from "../../parts/select-field";
import { type Column, Table } from "../../parts/table";
import { type AuditCheck, type AuditLine, type AuditWanted, platform } from "../../platform";
import { AcceptOlder } from "./accept-older";

const pageSize = 200;

/** Who did what: looked for, read, printed and written out as it was looked for; and whether the chain holds. */
export function AuditList() {
	const form = useForm({ words: "", from: "", until: "", outcome: "" }, {}, "audit");
	const wanted = useLater(wantedOf(form.values));
	const found = useAudit(wanted);
	const [saving, setSaving] = useState<"list" | "proof" | null>(null);
	const verify = useAct(platform.verifyAudit);
	const [paper, setPaper] = useState("");
	const check = () => verify.mutate({ paper: paper.trim() || null });
	const first = found.data?.pages[0];
	const lines = found.data?.pages.flatMap((page) => page.lines) ?? [];
	return (
		<Card title="操作の記録">
			<div className="mb-3 grid items-end gap-3 md:grid-cols-2 xl:grid-cols-[2fr_1.5fr_1.5fr_1fr] print:hidden">
				<TextField id="audit-words" label="さがす言葉" hint="だれ・何を・何に・エラー番号" {...form.field("words")} />
				<DateField id="audit-from" label="この日から" {...form.field("from")} />
				<DateField id="audit-until" label="この日まで" {...form.field("until")} />
				<SelectField
					id="audit-outcome"
					label="結果"
					none="すべて"
					options={[
						{ id: "done", title: "成功" },
						{ id: "failed", title: "失敗" },
					]}
					{...form.field("outcome")}
				/>
			</div>
			<div className="mb-3 flex flex-wrap items-center gap-3 print:hidden">
				<p role="status">{first && `${count(first.all)} 件のうち ${count(first.total)} 件`}</p>
				<Button onClick={() => setSaving("list")}>この一覧を書き出す（CSV）…</Button>
				<Button onClick={() => setSaving("proof")}>記録の全部を書き出す…</Button>
			</div>
			<div className="mb-3 flex flex-wrap items-end gap-3 print:hidden">
				<TextField
					id="audit-paper"
					label="当日締めの紙の控え（なくてもよい）"
					hint="紙のとおり「番号:ハッシュ値」を入れると、それが記録の中にあるかも確かめます。"
					className="grow"
					value={paper}
					onChange={setPaper}
					error={undefined}
				/>
				<Button busy={verify.isPending} onClick={check}>
					書きかえられていないか確かめる
				</Button>
			</div>
			<p role="status">{verify.data && <Checked check={verify.data} />}</p>
			{verify.data && /^(older|rewritten)$/.test(verify.data.verdict) && <AcceptOlder onDone={check} />}
			<Failure of={verify.error ?? found.error} />
			<Table
				label="操作の記録"
				columns={columns}
				rows={lines}
				total={first?.total}
				rowKey={(line) => line.entry}
				onEnd={found.more}
				empty={found.isFetching ? "さがしています…" : "ありません"}
			/>
			{saving === "list" && (
				<SaveDialog
					id="audit-list"
					title="操作の記録の一覧を書き出す"
					name="操作の記録.csv"
					save={({ path }) => platform.exportAuditList({ wanted, path })}
					seals={false}
					done="書き出しました。"
					onClose={() => setSaving(null)}
				>
					いま画面でさがした {count(first?.total ?? 0)} 件を、表計算ソフトで開けるCSVに書き出します。
				</SaveDialog>
			)}
			{saving === "proof" && (
				<SaveDialog
					id="audit-proof"
					title="記録の全部を書き出す"
					name="操作の記録.jsonl"
					save={({ path }) => platform.exportAudit({ path })}
					seals={false}
					done="書き出しました。"
					onClose={() => setSaving(null)}
				>
					{count(first?.all ?? 0)} 件すべてを、書きかえられていないことを後から確かめられる形（JSON
					Lines）で書き出します。
				</SaveDialog>
			)}
		</Card>
	);
}

const wantedOf = (values: { words: string; from: string; until: string; outcome: string }): AuditWanted => ({
	words: values.words.trim(),
	from: isoDay(values.from),
	until: isoDay(values.until),
	outcome: values.outcome === "done" || values.outcome === "failed" ? values.outcome : null,
});

/** The log as it is looked for; before printing, all of it is brought. */
function useAudit(wanted: AuditWanted) {
	const client = useQueryClient();
	const found = useInfiniteQuery({
		queryKey: ["audit", wanted],
		queryFn: ({ pageParam }) => platform.auditThat({ wanted, offset: pageParam, limit: pageSize }),
		initialPageParam: 0,
		getNextPageParam: (last, pages) => {
			const have = pages.reduce((sum, page) => sum + page.lines.length, 0);
			return have < last.total && last.lines.length > 0 ? have : undefined;
		},
		placeholderData: keepPreviousData,
	});
	const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
	const more = useCallback(() => {
		if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
	}, [hasNextPage, isFetchingNextPage, fetchNextPage]);
	const key = JSON.stringify(wanted);
	const print = useCallback(async () => {
		const wanted: AuditWanted = JSON.parse(key);
		const whole = await platform.auditThat({ wanted, offset: 0, limit: 1000 });
		const pages = [whole];
		for (let have = whole.lines.length; have < whole.total; ) {
			const page = await platform.auditThat({ wanted, offset: have, limit: 1000 });
			if (page.lines.length === 0) break;
			pages.push(page);
			have += page.lines.length;
		}
		flushSync(() => client.setQueryData(["audit", wanted], { pages, pageParams: pages.map((_, i) => i * 1000) }));
		// The hash of what is printed is reckoned meanwhile.
		setTimeout(() => window.print(), 100);
	}, [client, key]);
	usePrinting(print);
	return { ...found, more };
}

function Checked({ check }: { check: AuditCheck }) {
	return (
		<>
			{check.intact ? (
				<span className="text-green-900">
					✓ {count(check.entries)} 件、どれも書きかえられていません（最後のハッシュ値 {shortHash(check.head)}）
					{check.on_paper && "。紙の控えは、この記録の中にあります"}
				</span>
			) : (
				<b className="text-red-1000">
					<span aria-hidden="true">● </span>
					{wrong(check)}監査担当者に知らせてください。
				</b>
			)}
			{check.first_time_back !== null && (
				<span className="block">
					時刻が前の記録より早い記録が {count(check.times_back)} 件あります（最初は {count(check.first_time_back)}{" "}
					番目）。端末の時計が戻されたときのものです。
				</span>
			)}
		</>
	);
}

function wrong(check: AuditCheck): string {
	if (check.on_paper === false && check.verdict === "older")
		return "つながっていますが、紙の控えより前で終わっています。古い写しに置きかえられています。";
	if (check.on_paper === false && check.verdict === "rewritten")
		return "つながっていますが、紙の控えと同じ記録がありません。書きなおされたか、別の端末の紙です。";
	switch (check.verdict) {
		case "cut":
			return `${count(check.entries)} 件はつながっていますが、終わりがなくなっています。`;
		case "older":
			return "つながっていますが、この端末にはもっと先までありました。古い写しに置きかえられています。";
		case "rewritten":
			return "つながっていますが、この端末にあった記録ではありません。書きなおされたおそれがあります。";
		default:
			return `${count(check.first_broken ?? 0)} 番目から、前の記録と合いません。書きかえられたおそれがあります。`;
	}
}

const columns: Column<AuditLine>[] = [
	{ head: "番号", cell: (line) => count(line.entry), right: true },
	{ head: "日時", cell: (line) => secondText(line.at), whole: true },
	{
		head: "人",
		cell: (line) => (
			<>
				<span className="block">{line.who || (line.actor === "system" ? "この端末" : line.actor)}</span>
				{line.who && (
					<span className="block text-solid-gray-700">
						<span className="block whitespace-nowrap">{line.actor}</span>
						<span className="block whitespace-nowrap">{line.role}</span>
					</span>
				)}
			</>
		),
	},
	{ head: "操作", cell: (line) => line.act },
	{
		head: "対象",
		cell: (line) => (
			<>
				<span className="block">{line.subject}</span>
				{line.note && <span className="block text-solid-gray-700">{line.note}</span>}
			</>
		),
	},
	{
		head: "結果",
		whole: true,
		cell: (line) =>
			line.outcome === "done" ? (
				"成功"
			) : (
				<b className="text-red-1000">
					<span aria-hidden="true">● </span>失敗{line.problem && `（${line.problem}）`}
				</b>
			),
	},
];
