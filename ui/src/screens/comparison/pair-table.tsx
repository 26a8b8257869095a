import { bothCalendars, isoDay } from "../../lib/dates";
import { itemTitle } from "../../lib/words";
import type { ItemWord, PairItem, PairPiece, PairView } from "../../platform";

const signs: Record<ItemWord, { sign: string; tone: string }> = {
	same: { sign: "○", tone: "text-green-900" },
	variant: { sign: "○", tone: "text-green-900" },
	missing: { sign: "－", tone: "text-yellow-1200" },
	different: { sign: "×", tone: "text-red-1000" },
};

/** A pair of a file, for the table. */
export const tableOf = (pair: PairView) => ({
	label: `${pair.row} 行目の2つの記録`,
	a: "健保組合の記録",
	items: pair.items,
});

/** Whether the address is left out because the person is protected. */
export const hidesAddress = (items: PairItem[]) => items.some((item) => item.hidden);

/** Two records side by side; what differs is marked by a box and by colour, and said in words. */
export const PairTable = ({ of }: { of: { label: string; a: string; items: PairItem[] } }) => (
	<table className="w-full border-collapse" aria-label={of.label}>
		<thead>
			<tr className="border-b border-solid-gray-600 text-left text-solid-gray-700">
				<th scope="col" className="w-24 p-2 font-normal">
					<span className="sr-only">項目</span>
				</th>
				<th scope="col" className="p-2">
					{of.a}
				</th>
				<th scope="col" className="p-2">
					住基の記録
				</th>
				<th scope="col" className="w-44 p-2">
					見立て
				</th>
			</tr>
		</thead>
		<tbody>
			{of.items.map((item) => (
				<Row key={item.title} item={item} />
			))}
		</tbody>
	</table>
);

function Row({ item }: { item: PairItem }) {
	const { sign, tone } = signs[item.word];
	return (
		<tr className="border-b border-line align-top last:border-b-0">
			<th scope="row" className="p-2 text-left font-normal text-solid-gray-700">
				{item.title}
			</th>
			<td className="p-2 text-std-20N-150">
				<Text of={shown(item.title, item.a)} word={item.word} />
			</td>
			<td className="p-2 text-std-20N-150">
				<Text of={shown(item.title, item.b)} word={item.word} />
			</td>
			<td className="p-2">
				<b className={tone}>
					<span aria-hidden="true">{sign} </span>
					{itemTitle[item.word]}
				</b>
				{item.remark && item.title !== "生年月日" && <span className="block text-solid-gray-700">{item.remark}</span>}
			</td>
		</tr>
	);
}

const sexes = new Map([
	["1", "男"],
	["2", "女"],
	["3", "不詳"],
]);

/** Codes are read out: a 性別 as a word, a birth date in both calendars. */
function shown(title: string, pieces: PairPiece[]): PairPiece[] {
	const text = pieces.map((piece) => piece.text).join("");
	const day = title === "生年月日" ? isoDay(text) : null;
	const words = title === "性別" ? sexes.get(text) : day && bothCalendars(day);
	return words ? [{ text: words, differs: pieces.some((piece) => piece.differs) }] : pieces;
}

/** What only differs in writing has a broken line under it, what really differs a box. */
const marks: Record<ItemWord, string> = {
	same: "",
	variant: "border-b-2 border-dashed border-yellow-1200 bg-yellow-50",
	missing: "rounded-4 border-2 border-yellow-1200 bg-yellow-50",
	different: "rounded-4 border-2 border-red-1000 bg-red-50 font-bold",
};

function Text({ of, word }: { of: PairPiece[]; word: ItemWord }) {
	if (of.length === 0) return <span className="text-solid-gray-700">（空）</span>;
	let place = 0;
	return of.map((piece) => {
		place += piece.text.length;
		return piece.differs ? (
			<mark key={place} className={`text-solid-gray-900 ${marks[word]}`}>
				{piece.text}
			</mark>
		) : (
			<span key={place}>{piece.text}</span>
		);
	});
}
