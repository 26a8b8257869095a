import { count } from "../../lib/format";
import type { SentKind } from "../../platform";

const height = 140;

type Props = { bars: string[]; of: SentKind[]; monthly: boolean };

/** Bars for eyes; the tables below are for ears and for paper. */
export function Bars({ bars, of, monthly }: Props) {
	const at = (place: number) => ({
		ok: of.reduce((all, each) => all + (each.ok[place] ?? 0), 0),
		failed: of.reduce((all, each) => all + (each.failed[place] ?? 0), 0),
	});
	const sums = bars.map((_, place) => at(place));
	const most = Math.max(1, ...sums.map(({ ok, failed }) => ok + failed));
	const scale = (rows: number) => (rows === 0 ? 0 : Math.max(3, (rows / most) * (height - 20)));
	const pitch = 700 / bars.length;
	const wide = Math.min(40, pitch * 0.7);
	const every = Math.ceil(bars.length / 12);
	return (
		<>
			<svg
				aria-hidden="true"
				viewBox={`0 0 700 ${height + 24}`}
				className="w-full max-w-3xl"
				fontSize="13"
				textAnchor="middle"
			>
				{sums.map(({ ok, failed }, place) => {
					const x = place * pitch + (pitch - wide) / 2;
					const [good, bad] = [scale(ok), scale(failed)];
					return (
						<g key={bars[place]}>
							<rect x={x} y={height - 1} width={wide} height={1} className="fill-solid-gray-600" />
							<rect x={x} y={height - good} width={wide} height={good} className="fill-blue-900" />
							<rect x={x} y={height - good - bad} width={wide} height={bad} className="fill-red-900" />
							{ok + failed > 0 && bars.length <= 12 && (
								<text x={x + wide / 2} y={height - good - bad - 4} fontSize="12" className="fill-solid-gray-800">
									{count(ok + failed)}
								</text>
							)}
							{place % every === 0 && (
								<text x={x + wide / 2} y={height + 17} className="fill-solid-gray-800">
									{shortDay(bars[place] ?? "", monthly)}
								</text>
							)}
						</g>
					);
				})}
			</svg>
			<p aria-hidden="true" className="flex flex-wrap gap-x-4 text-[0.875rem] text-solid-gray-800">
				<span>
					<span className="text-blue-900 forced-color-adjust-none">■</span> できた行
				</span>
				<span>
					<span className="text-red-900 forced-color-adjust-none">■</span> できなかった行（上）
				</span>
			</p>
		</>
	);
}

function shortDay(day: string, monthly: boolean) {
	const [, month, date] = day.split("-").map(Number);
	return monthly ? `${month}月` : `${month}/${date}`;
}
