import { count } from "../../lib/format";
import type { MismatchLine } from "../../platform";

/** How long, in words and by a mark; never by colour alone. */
export const Stopped = ({ of }: { of: MismatchLine }) =>
	of.stopped ? (
		<b className="whitespace-nowrap text-red-1000">
			<span aria-hidden="true">■ </span>
			{of.days === 0 ? "きょうから閲覧停止" : `閲覧停止 ${count(of.days)} 日`}
		</b>
	) : (
		<span className="whitespace-nowrap text-green-900">
			<span aria-hidden="true">✓ </span>
			{of.days === 0 ? "その日に解消" : `${count(of.days)} 日で解消`}
		</span>
	);
