import { count, dayText, weekdayText } from "../../lib/format";
import { Link } from "../../lib/router";
import { Card } from "../../parts/card";
import type { DayCount } from "../../platform";

const height = 96;
const pitch = 46;

/** Seven bars for eyes, a table for ears. */
export function Week({ week }: { week: DayCount[] }) {
	const most = Math.max(1, ...week.map((day) => day.ok + day.failed));
	const scale = (rows: number) => (rows === 0 ? 0 : Math.max(3, (rows / most) * (height - 20)));
	return (
		<Card title="この7日間">
			<svg
				aria-hidden="true"
				viewBox={`0 0 ${pitch * 7} ${height + 24}`}
				className="w-full max-w-sm"
				fontSize="14"
				textAnchor="middle"
			>
				{week.map((day, i) => {
					const ok = scale(day.ok);
					const failed = scale(day.failed);
					const x = i * pitch + 8;
					return (
						<g key={day.day}>
							<rect x={x} y={height - 1} width={30} height={1} className="fill-solid-gray-600" />
							<rect x={x} y={height - ok} width={30} height={ok} className="fill-blue-900" />
							<rect x={x} y={height - ok - failed} width={30} height={failed} className="fill-red-900" />
							{day.ok + day.failed > 0 && (
								<text x={x + 15} y={height - ok - failed - 4} fontSize="12" className="fill-solid-gray-800">
									{count(day.ok + day.failed)}
								</text>
							)}
							<text x={x + 15} y={height + 18} className="fill-solid-gray-800">
								{weekdayText(day.day)}
							</text>
						</g>
					);
				})}
			</svg>
			<p aria-hidden="true" className="flex flex-wrap gap-x-4 text-[0.875rem] text-solid-gray-800">
				<span>
					<span className="text-blue-900 forced-color-adjust-none">■</span> 登録できた行
				</span>
				<span>
					<span className="text-red-900 forced-color-adjust-none">■</span> 登録できなかった行（上）
				</span>
			</p>
			<p>
				<Link to="/history" className="inline-flex min-h-11 items-center text-blue-900 underline underline-offset-4">
					種類ごと・月ごとに見る
				</Link>
			</p>
			<div className="sr-only">
				<table>
					<caption>この7日間に送った行</caption>
					<thead>
						<tr>
							<th scope="col">日</th>
							<th scope="col">登録できた行</th>
							<th scope="col">登録できなかった行</th>
						</tr>
					</thead>
					<tbody>
						{week.map((day) => (
							<tr key={day.day}>
								<th scope="row">{dayText(day.day)}</th>
								<td>{count(day.ok)}</td>
								<td>{count(day.failed)}</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</Card>
	);
}
