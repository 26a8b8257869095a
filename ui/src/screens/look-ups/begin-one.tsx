import { count } from "../../lib/format";
import { Button } from "../../parts/button";
import { Failure } from "../../parts/problem";

/** What a look-up of one person costs, and the way to its check. */
export const BeginOne = ({ yen, of }: { yen: number; of: { isPending: boolean; error: unknown } }) => (
	<>
		<p>
			費用は、見つかったときに <b>{count(yen)} 円</b>です。別の人が承認すると、照会します。
		</p>
		<Failure of={of.error} />
		<div>
			<Button type="submit" busy={of.isPending}>
				検査に進む
			</Button>
		</div>
	</>
);
