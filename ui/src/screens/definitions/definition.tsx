import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { useDefinition } from "../../lib/queries";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { Loading, Page, Provisional } from "../../parts/page";
import { type Column, Table } from "../../parts/table";
import { Template } from "../../parts/template";
import type { PersonView } from "../../platform";
import { Origin, Use } from "./definitions";
import { RetireDefinition } from "./retire-definition";
import { SaveDefinition } from "./save-definition";

/** One version of a kind, to be read: the whole file, its columns and codes. */
export function DefinitionScreen({ kind, version, person }: { kind: string; version: string; person: PersonView }) {
	const found = useDefinition(kind, version);
	const [saving, setSaving] = useState(false);
	if (found.error) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const { of, facts, column_headings, columns, rules } = found.data;
	return (
		<Page
			title={of.title}
			lead={
				<p className="flex flex-wrap items-center gap-x-4">
					<span>版 {of.version}</span>
					{of.provisional ? <Provisional /> : <b>正式</b>}
					<Use of={of} />
				</p>
			}
		>
			<Card title="ファイルの全体">
				<Facts
					of={[
						...facts.map(({ name, value }): [string, string] => [name, value]),
						["どこから", <Origin key="origin" of={of} />],
						["ハッシュ値", of.imported && <span className="font-mono">{of.imported.sha256}</span>],
					]}
				/>
			</Card>
			<Card title="列">
				<Table
					label={`${of.title}の列`}
					columns={columnsOf(column_headings)}
					rows={columns.map((cells, at) => ({ cells, at: at + 1 }))}
					rowKey={(column) => column.at}
				/>
			</Card>
			{rules.length > 0 && (
				<Card title="決まり">
					<ul className="list-disc pl-6">
						{rules.map((rule) => (
							<li key={rule}>{rule}</li>
						))}
					</ul>
				</Card>
			)}
			<div className="flex flex-wrap items-center gap-3 print:hidden">
				{of.in_force && <Template kind={of.kind} title={of.title} extension={fileEnd(facts)} />}
				{mayDo(person, "save_definition") && <Button onClick={() => setSaving(true)}>定義を書き出す…</Button>}
				{mayDo(person, "retire_definition") && of.imported && !of.imported.retired_at && <RetireDefinition of={of} />}
				<ActionLink to={mayDo(person, "import_definition") ? "/definitions" : "/send"}>もどる</ActionLink>
			</div>
			{saving && <SaveDefinition of={of} onClose={() => setSaving(false)} />}
		</Page>
	);
}

/** What its files' names end with. */
const fileEnd = (facts: { name: string; value: string }[]) =>
	facts.some(({ name, value }) => name === "ファイルの形" && value.startsWith("XML")) ? "xml" : "csv";

type Told = { at: number; cells: string[] };

const columnsOf = (headings: string[]): Column<Told>[] => [
	{ head: "列", cell: (column) => column.at, right: true },
	...headings.map((head, at) => ({
		head,
		cell: ({ cells }: Told) => (at === 0 ? <b>{cells[at]}</b> : cells[at]),
	})),
];
