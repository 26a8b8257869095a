import { useWhoMay } from "../../lib/queries";
import { roleTitle } from "../../lib/words";
import { Card } from "../../parts/card";
import { Loading } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type Column, Table } from "../../parts/table";
import type { ActView, Role } from "../../platform";

const of = (role: Role): Column<ActView> => ({
	head: roleTitle[role],
	cell: (act) => (act.roles.includes(role) ? "できる" : "―"),
	sort: (act) => (act.roles.includes(role) ? 0 : 1),
	whole: true,
});

const columns: Column<ActView>[] = [
	{ head: "操作", cell: (act) => act.title, sort: (act) => act.title },
	...(Object.keys(roleTitle) as Role[]).map(of),
];

/** The core's own table of acts: what each role may do. */
export function WhoMay() {
	const acts = useWhoMay();
	return (
		<Card title="だれが何をできるか">
			{acts.error ? (
				<Failure of={acts.error} />
			) : acts.data ? (
				<Table
					label="操作と役割"
					columns={columns}
					rows={acts.data.filter((act) => !act.open)}
					rowKey={(act) => act.title}
					filter={(act) => act.title}
				/>
			) : (
				<Loading />
			)}
		</Card>
	);
}
