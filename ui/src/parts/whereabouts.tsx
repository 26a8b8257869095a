import { useEffect, useState } from "react";
import { useAct } from "../lib/queries";
import { platform, type WhereaboutsView } from "../platform";
import { Button } from "./button";
import { Facts } from "./card";
import { TextField } from "./field";
import { FieldDialog } from "./field-dialog";

type Props = { place: "job" | "mismatch" | "comparison"; id: number; row?: number };

/** Where a protected person lives: asked for with a reason, shown for seconds, and never on paper. */
export function Whereabouts({ place, id, row = 0 }: Props) {
	const [asking, setAsking] = useState(false);
	const [shown, setShown] = useState<WhereaboutsView | null>(null);
	const show = useAct(platform.showWhereabouts, (got) => {
		setAsking(false);
		setShown(got);
	});
	useEffect(() => {
		if (!shown) return;
		const over = setTimeout(() => setShown(null), shown.seconds * 1000);
		return () => clearTimeout(over);
	}, [shown]);
	return (
		<div className="mt-2 print:hidden">
			{shown ? (
				<div role="status">
					<Facts of={shown.cells.map((cell) => [cell.column, cell.value || "（空）"])} />
					<p className="text-solid-gray-700">{shown.seconds} 秒で隠します。</p>
					<Button onClick={() => setShown(null)}>いま隠す</Button>
				</div>
			) : (
				<p>
					保護の対象の人なので、住所を隠しています。
					<Button look="plain" onClick={() => setAsking(true)}>
						住所を見る…
					</Button>
				</p>
			)}
			{asking && (
				<FieldDialog
					title="保護の対象の人の住所を見ますか"
					verb="見る"
					what="見る理由"
					lead="だれが、なぜ見たかが記録に残ります。まわりに人がいないことを確かめてください。"
					onClose={() => setAsking(false)}
					send={(reason) => show.mutate({ place, id, row, reason })}
					of={show}
				>
					{(bound) => (
						<TextField id="whereabouts-reason" label="見る理由" hint="住所は書かないでください。" focused {...bound} />
					)}
				</FieldDialog>
			)}
		</div>
	);
}

/** What is said before anything goes to the registered address. */
export const BeforePosting = ({ warning }: { warning: string | null | undefined }) =>
	warning ? (
		<p role="alert" className="rounded-8 border-2 border-red-1000 bg-red-50 px-4 py-2 font-bold">
			<span aria-hidden="true">● </span>
			{warning}
		</p>
	) : null;
