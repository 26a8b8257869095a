import { type ReactNode, useEffect, useState } from "react";
import { useAct } from "../lib/queries";
import type { Revealed } from "../platform";
import { Button } from "./button";
import { Facts } from "./card";
import { TextField } from "./field";
import { FieldDialog } from "./field-dialog";

type Props = {
	/** Stable on its screen. */
	id: string;
	/** What is hidden. */
	what: string;
	/** Why, before the button. */
	lead?: ReactNode;
	/** What tells its button from others of the same name. */
	whose?: string | undefined;
	show: (reason: string) => Promise<Revealed>;
};

/** What is hidden: asked for with a reason, shown for seconds, and never on paper. */
export function Reveal({ id, what, lead, whose, show }: Props) {
	const [asking, setAsking] = useState(false);
	const [shown, setShown] = useState<Revealed | null>(null);
	const act = useAct(show, (got) => {
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
					{lead}
					<Button look="plain" aria-label={whose && `${what}を見る：${whose}`} onClick={() => setAsking(true)}>
						{what}を見る…
					</Button>
				</p>
			)}
			{asking && (
				<FieldDialog
					title={`${what}を見ますか`}
					verb="見る"
					what="見る理由"
					lead="だれが、なぜ見たかが記録に残ります。まわりに人がいないことを確かめてください。"
					onClose={() => setAsking(false)}
					send={act.mutate}
					of={act}
				>
					{(bound) => <TextField id={id} label="見る理由" hint={`${what}は書かないでください。`} focused {...bound} />}
				</FieldDialog>
			)}
		</div>
	);
}
