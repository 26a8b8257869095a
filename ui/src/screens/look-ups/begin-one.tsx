import { count } from "../../lib/format";
import { FormFoot } from "../../parts/form-foot";

/** What a look-up of one person costs, and the way to its check. */
export const BeginOne = ({ yen, of }: { yen: number; of: { isPending: boolean; error: unknown } }) => (
	<>
		<p>
			費用は、見つかったときに <b>{count(yen)} 円</b>です。別の人が承認すると、照会します。
		</p>
		<FormFoot of={of} verb="検査に進む" />
	</>
);
