import { count, dateText } from "../../lib/format";
import { useCertificates } from "../../lib/queries";
import { Link } from "../../lib/router";
import { validityTitle } from "../../lib/words";
import { Card } from "../../parts/card";
import { type Column, Table } from "../../parts/table";
import type { InventoryLine } from "../../platform";

const columns: Column<InventoryLine>[] = [
	{
		head: "台帳",
		cell: (line) => (
			<Link to={`/certificates/${line.id}`} className="text-blue-900 underline underline-offset-4">
				証明書{line.id}
			</Link>
		),
		sort: (line) => line.id,
		whole: true,
	},
	{
		head: "端末",
		cell: (line) => (line.certificate?.warnings.length ? `${line.terminal}　▲ 注意があります` : line.terminal),
		whole: true,
	},
	{ head: "接続先", cell: (line) => line.profile, sort: (line) => line.profile, whole: true },
	{ head: "登録", cell: (line) => line.registration_title, sort: (line) => line.registration, whole: true },
	{ head: "有効か", cell: (line) => validityWords(line), sort: (line) => line.days_left ?? 9999, whole: true },
	{ head: "使う", cell: (line) => usageWords(line), whole: true },
];

/** Registration and validity stand apart: what was done about it, and whether it counts today. */
export function Inventory() {
	const lines = useCertificates().data ?? [];
	if (lines.length === 0) return null;
	return (
		<Card title="証明書の台帳">
			<Table label="証明書の台帳" columns={columns} rows={lines} rowKey={(line) => line.id} />
		</Card>
	);
}

export function validityWords({ validity, days_left: days }: InventoryLine): string {
	if (validity === null || days === null) return "－";
	return days >= 0 && (validity === "valid" || validity === "soon")
		? `${validityTitle[validity]}（あと ${count(days)} 日）`
		: validityTitle[validity];
}

export function usageWords({
	in_use: used,
	use_from: from,
	validity,
	registration,
	certificate,
}: InventoryLine): string {
	if (used && validity === "not-yet" && certificate) return `${dateText(certificate.not_before)} から`;
	if (used) return validity === "valid" || validity === "soon" ? "使用中" : "使えません";
	const waits = registration === "installed" && from !== null && new Date(from) > new Date();
	return waits ? `${dateText(from)} から` : "－";
}
