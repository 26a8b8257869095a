import { useQuery } from "@tanstack/react-query";
import { useAct } from "../../lib/queries";
import { Card } from "../../parts/card";
import { Choice } from "../../parts/field";
import { Failure } from "../../parts/problem";
import { platform } from "../../platform";

const encodings: [string, string][] = [
	["utf-8", "UTF-8（BOMなし）"],
	["utf-8-bom", "UTF-8（BOMあり）"],
	["cp932", "Shift_JIS（CP932）"],
	["shift_jis", "Shift_JIS（JIS X 0208だけ）"],
	["utf-16le", "UTF-16LE"],
	["utf-16be", "UTF-16BE"],
	["euc-jp", "EUC-JP"],
];

/** The character code of the insurer's own 基幹システム, one for all kinds. */
export function HouseEncoding() {
	const found = useQuery({ queryKey: ["house-encoding"], queryFn: () => platform.houseEncoding() });
	const set = useAct(platform.setHouseEncoding);
	return (
		<Card title="基幹システムの文字コード">
			<p className="mb-3">
				すべての種類のファイルを、この文字コードで読み、確かめ、直し、書き出します。サーバーへは、⑦医療保険者等定義情報で同じものを知らせます。取り込んだ定義は、その定義のとおりです。
			</p>
			<fieldset disabled={set.isPending}>
				<legend className="sr-only">文字コード</legend>
				<div className="grid gap-2 sm:grid-cols-2">
					{encodings.map(([encoding, title]) => (
						<Choice
							key={encoding}
							id={`house-encoding-${encoding}`}
							type="radio"
							name="house-encoding"
							label={title}
							checked={found.data?.encoding === encoding}
							onChange={() => set.mutate({ encoding })}
						/>
					))}
				</div>
			</fieldset>
			<Failure of={set.error ?? found.error} />
		</Card>
	);
}
