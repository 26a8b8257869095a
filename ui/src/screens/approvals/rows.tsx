import { useState } from "react";
import { count } from "../../lib/format";
import { halfWidth } from "../../lib/half-width";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { RowFacts } from "../../parts/row-facts";
import type { JobView } from "../../platform";

/** A sample: the first row, the middle one and the last. */
const sampleOf = (rows: number) => [...new Set([1, Math.ceil(rows / 2), rows])].filter((row) => row > 0);

type Props = { job: JobView; row: number | null; onRow: (row: number) => void };

/** Any row of what leaves, as the file has it, numbers masked. */
export function Rows({ job, row, onRow: setRow }: Props) {
	const [typed, setTyped] = useState("");
	const wanted = Number(halfWidth(typed));
	const fits = Number.isInteger(wanted) && wanted >= 1 && wanted <= job.rows;
	return (
		<Card title="中の行を見る">
			<form
				noValidate
				className="flex flex-wrap items-end gap-3"
				onSubmit={(event) => {
					event.preventDefault();
					if (fits) setRow(wanted);
				}}
			>
				<span>見本</span>
				{sampleOf(job.rows).map((each) => (
					<Button key={each} onClick={() => setRow(each)}>
						{count(each)} 行目
					</Button>
				))}
				<TextField
					id="approval-row"
					label={`行の番号（1 から ${count(job.rows)}）`}
					inputMode="numeric"
					className="w-56"
					value={typed}
					onChange={setTyped}
					error={typed && !fits ? "この中の番号を入れてください。" : undefined}
				/>
				<Button type="submit">見る</Button>
			</form>
			{row !== null && <Row id={job.id} row={row} last={job.rows} onMove={setRow} />}
		</Card>
	);
}

type RowProps = { id: number; row: number; last: number; onMove: (row: number) => void };

const Row = ({ id, row, last, onMove }: RowProps) => (
	<section
		ref={(shown) => shown?.scrollIntoView({ block: "nearest" })}
		aria-label={`${count(row)} 行目`}
		className="mt-4 border-t border-line pt-3"
	>
		<div className="mb-2 flex flex-wrap items-center gap-3">
			<h3 className="text-std-18B-160">{count(row)} 行目</h3>
			{row > 1 && <Button onClick={() => onMove(row - 1)}>前の行</Button>}
			{row < last && <Button onClick={() => onMove(row + 1)}>次の行</Button>}
		</div>
		<RowFacts id={id} row={row} />
	</section>
);
