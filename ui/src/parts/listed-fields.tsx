import type { Form } from "../lib/form";
import type { Listed } from "../platform";
import { TextField } from "./field";

const plain = (value: string) => value.replaceAll(",", "").trim();
const inDigits = (value: string) => (/^\d{0,18}$/.test(plain(value)) ? null : "数字だけを入れてください。");

/** Nothing typed from a list yet. */
export const unlisted = { rows: "", sum: "", sum_of: "" };
export const listedChecks = { rows: inDigits, sum: inDigits };

/** What was typed from a list; null where nothing was. */
export const listed = ({ rows, sum, sum_of }: typeof unlisted): Listed | null =>
	rows || sum
		? {
				rows: plain(rows) ? Number(plain(rows)) : null,
				sum: plain(sum) || null,
				sum_of: sum_of.trim() || null,
				sha256: null,
			}
		: null;

type Props = { id: string; form: Pick<Form<typeof unlisted>, "field" | "code"> };

/** What the list of the 基幹システム says of a file. */
export const ListedFields = ({ id, form }: Props) => (
	<details>
		<summary className="flex min-h-11 items-center text-blue-900 underline underline-offset-4">
			基幹システムの一覧にある件数や合計と合わせる
		</summary>
		<div className="grid gap-4 md:grid-cols-3">
			<TextField id={`${id}-rows`} label="件数（見出しは数えない）" inputMode="numeric" {...form.code("rows")} />
			<TextField id={`${id}-sum`} label="合計" inputMode="numeric" {...form.code("sum")} />
			<TextField
				id={`${id}-sum-of`}
				label="どの項目の合計か"
				hint="金額の項目が1つだけの種類では、空のままでかまいません。"
				{...form.field("sum_of")}
			/>
		</div>
		<p>
			「ファイル名.control」という控えのファイルが横にあれば、入れなくても合わせます。ちがうときは、途中で切れたか変わったファイルです。
		</p>
	</details>
);
