import type {
	ComparisonView,
	ItemWord,
	PairFinding,
	PairItem,
	PairPiece,
	PairView,
	Verdict,
} from "../platform/bindings";
import { fail } from "./problems";
import { iso, type World } from "./world";

/** A pair and who has spoken about it. */
export type Pair = PairView & { said: { by: string; finding: PairFinding }[] };

export type Comparison = { view: ComparisonView; pairs: Pair[] };

const pieces = (text: string): PairPiece[] =>
	text.split(/[【】]/).flatMap((part, i) => (part ? [{ text: part, differs: i % 2 === 1 }] : []));

const item = (title: string, a: string, b: string, word: ItemWord, remark: string | null = null): PairItem => ({
	title,
	a: pieces(a),
	b: pieces(b),
	word,
	remark,
});

const name = item("漢字氏名", "渡【邉】　花子", "渡【辺】　花子", "variant", "異体字: 邉→辺");
const kana = item("カナ氏名", "ワタナベ　ハナコ", "ワタナベ　ハナコ", "same");
const birth = item("生年月日", "1984-03-09", "S59.3.9", "same", "1984年3月9日（昭和59年3月9日）");
const sex = item("性別", "女", "女", "same");
const moved = item(
	"住所",
	"東京都千代田区霞が関【１丁目２番２号】",
	"東京都千代田区霞が関【3-5-1　第二寮204】",
	"different",
);
const home = item(
	"住所",
	"東京都千代田区霞が関１丁目２番２号",
	"千代田区霞が関1-2-2",
	"variant",
	"書き方（丁目・番地・数字・都道府県や大字の省略など）",
);
const other = item(
	"生年月日",
	"19【84-03-09】",
	"19【91-01-01】",
	"different",
	"1984年3月9日（昭和59年3月9日） と 1991年1月1日（平成3年1月1日）",
);

/** The items of a pair, by what differs. */
export const sampleItems = { moved: [name, kana, birth, sex, moved], other: [name, kana, other, sex, moved] };

function pair(row: number, verdict: Verdict, items: PairItem[], because: string): Pair {
	return {
		comparison: 1,
		row,
		id: `K-${1000 + row}`,
		verdict,
		because,
		items,
		state: verdict === "A" ? "settled" : "waiting",
		disputed: false,
		finding: null,
		said: [],
	};
}

export function newComparison(world: World, file_name: string): Comparison {
	const id = world.comparisons.length + 1;
	const pairs = [
		pair(1, "A", [name, kana, birth, sex, home], "漢字氏名の異体字: 邉→辺、住所の書き方"),
		pair(2, "B", [name, kana, birth, sex, moved], "漢字氏名の異体字: 邉→辺、住所がちがう"),
		pair(3, "C", [name, kana, other, sex, moved], "生年月日がちがう、住所がちがう"),
	].map((each) => ({ ...each, comparison: id }));
	const made: Comparison = {
		pairs,
		view: {
			id,
			file_name,
			taken_by: world.person?.name ?? "練習 花子",
			taken_at: iso(),
			pairs: 952,
			a: 950,
			b: 1,
			c: 1,
			waiting: 0,
			open: 0,
			settled: 0,
			sample: 1,
			sample_seen_by: null,
			finished: false,
			saved: false,
			disposed: false,
			job: null,
			result_name: `突合の結果_突合${id}.csv`,
		},
	};
	world.comparisons = [made, ...world.comparisons];
	return made;
}

export const comparisonOf = (world: World, id: number): Comparison =>
	world.comparisons.find(({ view }) => view.id === id) ?? fail("COMPARISON_NOT_FOUND");

const isOpen = (each: Pair) => each.state !== "settled";
const waitsFor = (world: World, each: Pair) => isOpen(each) && each.said.every(({ by }) => by !== world.person?.id);

export function shownComparison(world: World, { view, pairs }: Comparison): ComparisonView {
	const open = pairs.filter(isOpen).length;
	return {
		...view,
		open,
		waiting: pairs.filter((each) => waitsFor(world, each)).length,
		settled: pairs.filter((each) => each.finding !== null).length,
		finished: open === 0 && view.sample_seen_by !== null,
	};
}

export const waitingPairs = (world: World) =>
	world.comparisons.flatMap(({ pairs }) => pairs).filter((each) => waitsFor(world, each)).length;

function shownPair({ said, ...view }: Pair): PairView {
	return view;
}

export function nextPair(world: World, of: Comparison, after: number): PairView | null {
	const waiting = of.pairs.filter((each) => waitsFor(world, each));
	const next = waiting.find((each) => each.row > after) ?? waiting[0];
	return next ? shownPair(next) : null;
}

export const samplePairs = (of: Comparison) =>
	of.pairs.filter((each) => each.verdict === "A" && each.finding === null && !isOpen(each)).map(shownPair);

export function answerPair(world: World, of: Comparison, row: number, finding: PairFinding): ComparisonView {
	const found = of.pairs.find((each) => each.row === row) ?? fail("COMPARISON_NOT_FOUND");
	found.said.push({ by: world.person?.id ?? "", finding });
	const wanted = found.verdict === "B" ? 1 : 2;
	const [first] = found.said;
	if (found.said.length < wanted) found.state = "second_wanted";
	else if (first?.finding === finding) Object.assign(found, { state: "settled", finding });
	else Object.assign(found, { state: "waiting", said: [], disputed: true });
	return shownComparison(world, of);
}

export function doubtPair(world: World, of: Comparison, row: number): ComparisonView {
	const found = of.pairs.find((each) => each.row === row);
	if (found) found.state = "waiting";
	return shownComparison(world, of);
}
