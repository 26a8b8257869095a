import { answerCase, caseList, caseOf, newCase, shownCase, stepForm } from "../cases";
import {
	answerPair,
	comparisonOf,
	doubtPair,
	newComparison,
	nextPair,
	samplePairs,
	shownComparison,
} from "../comparisons";
import { enterNumber, estimate, lookUpsView, numbersView } from "../look-ups";
import { agree, mismatchList, mismatchOf, propose, shownMismatch, step } from "../mismatches";
import { type Commands, handOver, me, takeIn, world } from "../now";
import { assessPia, piaView } from "../pia";
import { fail } from "../problems";
import { closeTimeline, timelineList, timelineOf } from "../timelines";
import { iso } from "../world";

/** People: their identity, their numbers, what is asked of the server about them, and what does not agree. */
export const people = {
	identityCases: () => caseList(world),
	identityCase: ({ id }) => shownCase(caseOf(world, id)),
	newCase: ({ subject }) => shownCase(newCase(world, subject)),
	answerCase: ({ id, answer }) => answerCase(world, caseOf(world, id), answer),
	nameCase: ({ id, subject }) => shownCase(Object.assign(caseOf(world, id), { subject })),
	refuseCase: ({ id, reason }) =>
		shownCase(Object.assign(caseOf(world, id), { state: "refused", state_title: "確認できません", refusal: reason })),
	closeCase: ({ id }) =>
		shownCase(
			Object.assign(caseOf(world, id), {
				state: "closed",
				state_title: "終わり",
				closed_by: me().name,
				closed_at: iso(),
			}),
		),
	stepForm: ({ id, to }) => stepForm(world, caseOf(world, id), to),
	lookUps: () => lookUpsView(world),
	estimateLookUp: () => estimate(world),
	beginLookUp: ({ path, asked }) => takeIn(path, asked.kind),
	lookUpPerson: ({ asked }) => takeIn("1人の照会", asked.kind),
	setLookUpCost: ({ yen }) => {
		world.yenPerHit = yen;
		return lookUpsView(world);
	},
	settleAsking: ({ row, how }) => {
		world.asking = world.asking.map((line) => (line.row === row ? { ...line, settled: how } : line));
		return lookUpsView(world);
	},
	compareLookUp: () => fail("RESULT_NOT_READY"),
	numbers: () => numbersView(world),
	numberProblem: ({ typed }) =>
		/^(\d)\1{11}$|9$/.test(typed) ? "検査用の数字が合いません。書類を見て、入れなおしてください。" : null,
	enterNumber: ({ owner, typed, again, case: id }) => {
		if (typed !== again) fail("NUMBER_TYPED_DIFFERENTLY");
		return enterNumber(world, owner, typed, `本人確認${id}`);
	},
	readNumber: ({ owner, path }) => enterNumber(world, owner, "123456789018", `ファイル「${path}」`),
	removeNumber: ({ id }) => {
		world.numbers = world.numbers.filter((line) => line.id !== id);
		return numbersView(world);
	},
	saveNumbers: ({ to }) => {
		const line = handOver(null, "入力した個人番号", to, world.numbers.length);
		world.numbers = world.numbers.map((each) => ({ ...each, hand_over: line.id }));
		return line;
	},
	mismatches: () => mismatchList(world),
	mismatch: ({ id }) => shownMismatch(world, mismatchOf(world, id)),
	receiveMismatches: () => mismatchList(world),
	assignMismatch: ({ id, to }) => {
		const of = mismatchOf(world, id);
		of.line.assignee = world.users.find((user) => user.id === to)?.name ?? null;
		return shownMismatch(world, of);
	},
	correctMismatch: ({ id }) => step(world, mismatchOf(world, id), "correcting", "データを訂正して送りなおすことにした"),
	reopenMismatch: ({ id }) => step(world, mismatchOf(world, id), "open", "考えなおした"),
	proposeNoDoubt: ({ id, reason, evidence }) => propose(world, mismatchOf(world, id), reason, evidence),
	agreeToNoDoubt: ({ id }) => agree(world, mismatchOf(world, id)),
	objectToNoDoubt: ({ id, reason }) => {
		const of = mismatchOf(world, id);
		Object.assign(of, { proposal: null, proposedBy: null });
		return step(world, of, "open", `認めなかった（${reason}）`);
	},
	registerNoDoubt: ({ id }) => step(world, mismatchOf(world, id), "no-doubt", "理由付き疑いなしが登録された"),
	timelines: ({ show, text }) => timelineList(world, show, text),
	timeline: ({ registration }) => timelineOf(world, registration),
	closeTimeline: ({ registration, reason }) => closeTimeline(world, registration, reason),
	comparisons: () => world.comparisons.map((each) => shownComparison(world, each)),
	comparison: ({ id }) => shownComparison(world, comparisonOf(world, id)),
	takePairs: ({ path }) => {
		if (path.includes("missing")) fail("FILE_NOT_FOUND");
		return shownComparison(world, newComparison(world, path.split(/[\\/]/).at(-1) ?? path));
	},
	nextPair: ({ id, after }) => nextPair(world, comparisonOf(world, id), after),
	pairSample: ({ id }) => samplePairs(comparisonOf(world, id)),
	pairGrounds: () => [
		{ ground: "moved", title: "住所が変わった（届出か住民票で確かめた）" },
		{ ground: "written_otherwise", title: "書き方や字体だけがちがう" },
		{ ground: "asked_the_person", title: "本人か事業主に聞いて確かめた" },
	],
	acceptSample: ({ id }) => {
		const found = comparisonOf(world, id);
		found.view.sample_seen_by = me().name;
		return shownComparison(world, found);
	},
	doubtPair: ({ id, row }) => doubtPair(world, comparisonOf(world, id), row),
	answerPair: ({ id, row, finding }) => answerPair(world, comparisonOf(world, id), row, finding),
	saveComparison: ({ id, to }) => {
		const { view } = comparisonOf(world, id);
		view.saved = true;
		return handOver(null, "突合の結果", to, view.pairs);
	},
	pia: () => piaView(world),
	assessPia: ({ question, past }) => assessPia(world, question, past),
} satisfies Partial<Commands>;
