import { useQuery } from "@tanstack/react-query";
import { momentText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Card } from "../../parts/card";
import { Choice } from "../../parts/field";
import { Failure } from "../../parts/problem";
import { type HouseEncodingView, platform } from "../../platform";

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
			{found.data?.told && <Told of={found.data} told={found.data.told} />}
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

/** What the server was told last, and that it is another, if it is. */
const Told = ({ of, told }: { of: HouseEncodingView; told: string }) => (
	<div
		className={`mb-3 rounded-8 p-3 ${of.differs ? "border-l-8 border-yellow-900 bg-yellow-50" : "bg-solid-gray-50"}`}
	>
		<p>
			サーバーに知らせてあるもの（⑦）　<b>{told}</b>
			{of.told_at && <span className="ml-2 text-solid-gray-700">{momentText(of.told_at)}</span>}
		</p>
		{of.differs && (
			<p className="font-bold text-yellow-1200">
				<span aria-hidden="true">▲ </span>
				下の設定とちがいます。⑦医療保険者等定義情報を送りなおすか、設定を直してください。
			</p>
		)}
	</div>
);
