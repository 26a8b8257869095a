import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { count, momentText, shortHash } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Failure } from "../../parts/problem";
import { type Column, Table } from "../../parts/table";
import { type AuditCheck, type AuditLine, platform } from "../../platform";

const pageSize = 100;

/** Who did what, page by page, and whether the chain holds. */
export function AuditList() {
	const found = useInfiniteQuery({
		queryKey: ["audit"],
		queryFn: ({ pageParam }) => platform.audit({ offset: pageParam, limit: pageSize }),
		initialPageParam: 0,
		getNextPageParam: (last, pages) => (last.length < pageSize ? undefined : pages.length * pageSize),
	});
	const verify = useAct(platform.verifyAudit);
	const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
	const more = useCallback(() => {
		if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
	}, [hasNextPage, isFetchingNextPage, fetchNextPage]);
	return (
		<Card title="操作の記録">
			<div className="mb-3 flex flex-wrap items-center gap-4">
				<Button busy={verify.isPending} onClick={() => verify.mutate()}>
					つながりを確かめる
				</Button>
				<p role="status">{verify.data && <Checked check={verify.data} />}</p>
			</div>
			<Failure of={verify.error ?? found.error} />
			<Table
				label="操作の記録"
				columns={columns}
				rows={found.data?.pages.flat() ?? []}
				rowKey={(line) => line.entry}
				onEnd={more}
				height="max-h-96"
			/>
		</Card>
	);
}

function Checked({ check }: { check: AuditCheck }) {
	if (check.intact)
		return (
			<span className="text-green-900">
				✓ {count(check.entries)} 件すべてつながっています（最後の指紋 {shortHash(check.head)}）
			</span>
		);
	return (
		<b className="text-red-1000">
			<span aria-hidden="true">● </span>
			{count(check.first_broken ?? 0)}{" "}
			番目がつながっていません。書きかえられたおそれがあります。監査の担当者に知らせてください。
		</b>
	);
}

const columns: Column<AuditLine>[] = [
	{ head: "番号", cell: (line) => count(line.entry), right: true },
	{ head: "いつ", cell: (line) => momentText(line.at), whole: true },
	{ head: "だれ", cell: (line) => line.actor },
	{ head: "何を", cell: (line) => line.act },
	{ head: "何に", cell: (line) => line.subject },
	{
		head: "どうなったか",
		cell: (line) =>
			line.outcome === "done" ? (
				"できた"
			) : (
				<b className="text-red-1000">
					<span aria-hidden="true">● </span>できなかった{line.problem && `（${line.problem}）`}
				</b>
			),
	},
];
