import { type Column, Table } from "./table";

type Props<Line> = {
	label: string;
	columns: Column<Line>[];
	/** What lib/parts.ts found. */
	of: { lines: Line[] | undefined; more: () => void; seek: { value: string; onChange: (value: string) => void } };
	empty?: string;
};

/** A list that comes part by part, with what is sought in all of it. */
export const PartsTable = <Line extends { id: number | string }>({ of, ...rest }: Props<Line>) => (
	<Table {...rest} rows={of.lines ?? []} rowKey={(line) => line.id} seek={of.seek} onEnd={of.more} />
);
