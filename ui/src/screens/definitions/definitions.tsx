import { mayDo } from "../../lib/acts";
import { count, dateText, momentText } from "../../lib/format";
import { useDefinitions } from "../../lib/queries";
import { Link } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { ActionLink } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { type Column, Table } from "../../parts/table";
import type { DefinitionView, PersonView } from "../../platform";
import { HouseEncoding } from "./house-encoding";
import { ImportDefinition } from "./import-definition";

/** ファイルの定義: every version of every kind, and the way in for another one. */
export function DefinitionsScreen({ person }: { person: PersonView }) {
	const found = useDefinitions();
	if (found.error) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const used = found.data.filter((each) => each.in_force);
	return (
		<Page
			title={stateOf(used)}
			lead="ファイルの種類を押すと、列と決まりを読み、ひな形を作れます。"
			side={mayDo(person, "draft_definition") && <ActionLink to="/definitions/draft">定義を下書きする</ActionLink>}
		>
			<Card>
				<Table
					label="ファイルの定義"
					columns={columns}
					rows={found.data}
					rowKey={(each) => `${each.kind}@${each.version}`}
					filter={(each) => `${each.title} ${each.version} ${each.group_title} ${each.kind}`}
				/>
			</Card>
			{mayDo(person, "set_house_encoding") && <HouseEncoding />}
			{mayDo(person, "import_definition") && <ImportDefinition />}
		</Page>
	);
}

function stateOf(used: DefinitionView[]): string {
	const provisional = used.filter((each) => each.provisional).length;
	if (provisional === 0) return `${count(used.length)} 種類とも、正式な定義を使っています`;
	if (provisional === used.length) return `${count(used.length)} 種類とも、仮の定義を使っています`;
	return `${count(used.length)} 種類のうち ${count(provisional)} 種類は、仮の定義を使っています`;
}

export const pathOf = ({ kind, version }: Pick<DefinitionView, "kind" | "version">) =>
	`/definitions/${kind}/${encodeURIComponent(version)}`;

const columns: Column<DefinitionView>[] = [
	{
		head: "ファイルの種類",
		cell: (each) => (
			<>
				<Link to={pathOf(each)} className="font-bold text-blue-900 underline underline-offset-4">
					{each.title}
				</Link>
				<span className="block text-solid-gray-700">{each.group_title}</span>
			</>
		),
		sort: (each) => each.title,
	},
	{
		head: "版",
		cell: (each) => (
			<>
				<span className="block">{each.version}</span>
				{each.provisional ? "仮（公式仕様ではありません）" : <b>正式</b>}
			</>
		),
		sort: (each) => each.version,
	},
	{ head: "使う期間", cell: (each) => periodOf(each), sort: (each) => each.effective_from },
	{ head: "どこから", cell: (each) => <Origin of={each} /> },
	{ head: "いま", cell: (each) => <Use of={each} />, whole: true },
];

export const periodOf = ({ effective_from, effective_to }: DefinitionView) =>
	`${dateText(effective_from)}から${effective_to ? `${dateText(effective_to)}まで` : ""}`;

export const Origin = ({ of }: { of: DefinitionView }) =>
	of.imported ? (
		<>
			<span className="block">{of.imported.by} が取り込み</span>
			<span className="block text-solid-gray-700">{momentText(of.imported.at)}</span>
		</>
	) : (
		"アプリに付いているもの"
	);

export function Use({ of }: { of: DefinitionView }) {
	if (of.imported && !of.imported.readable)
		return (
			<b className="text-red-1000">
				<span aria-hidden="true">● </span>読めません
			</b>
		);
	if (of.imported?.retired_at) return <span className="text-solid-gray-700">やめました</span>;
	if (of.in_force)
		return (
			<b className="text-green-900">
				<span aria-hidden="true">✓ </span>使っています
			</b>
		);
	return <span className="text-solid-gray-700">使っていません</span>;
}
