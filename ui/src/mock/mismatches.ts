import type {
	MismatchAct,
	MismatchLine,
	MismatchList,
	MismatchReason,
	MismatchView,
	PairItem,
} from "../platform/bindings";
import { fail } from "./problems";
import { iso, type User, type World } from "./world";

/** A mismatch, and who said 理由付き疑いなし. */
export type Mismatch = MismatchView & { proposedBy: string | null };

const titles: Record<MismatchLine["state"], string> = {
	open: "未対応",
	correcting: "訂正して送りなおす",
	proposed: "2人目を待つ",
	agreed: "サーバーへの登録を待つ",
	"no-doubt": "理由付き疑いなし",
	resolved: "一致して解消",
};

const paper = { id: "resident-record", title: "住民票の写し" };
const reasons: MismatchReason[] = [
	{ id: "moved", title: "住所が変わった", evidence: [paper, { id: "notice", title: "本人か事業主からの変更の届け" }] },
	{ id: "written-otherwise", title: "字体や書き方だけがちがう", evidence: [paper] },
];

export function newMismatch(world: World, name: string, days: number, items: PairItem[]): Mismatch {
	const id = world.mismatches.length + 1;
	const made: Mismatch = {
		line: {
			id,
			registration: `101-${20 + id}-00`,
			name,
			flag: "2",
			reported_at: iso(-days),
			days,
			stopped: true,
			state: "open",
			state_title: titles.open,
			differs: items.filter((each) => each.word !== "same").map((each) => each.title),
			assignee: null,
			waits: true,
			resent: null,
		},
		verdict: "B",
		because: "住所がちがう",
		items,
		proposal: null,
		acts: [],
		people: [],
		reasons,
		history: [],
		proposedBy: null,
	};
	world.mismatches.push(made);
	return made;
}

export const mismatchOf = (world: World, id: number): Mismatch =>
	world.mismatches.find(({ line }) => line.id === id) ?? fail("MISMATCH_NOT_FOUND");

function waits({ line, proposedBy }: Mismatch, { id, roles }: User): boolean {
	if (line.state === "open") return roles.includes("clerk");
	if (line.state === "correcting") return roles.includes("clerk") && line.resent === null;
	return line.state === "proposed" && roles.includes("approver") && proposedBy !== id;
}

function actsOf(of: Mismatch, { id, roles }: User): MismatchAct[] {
	const { state } = of.line;
	const clerk = roles.includes("clerk");
	const second = roles.includes("approver") && of.proposedBy !== id && state === "proposed";
	const acts: [MismatchAct, boolean][] = [
		["correct", clerk && state === "open"],
		["reopen", clerk && state === "correcting"],
		["propose", clerk && (state === "open" || state === "correcting")],
		["agree", second],
		["object", second],
		["assign", of.line.stopped],
	];
	return acts.filter(([, may]) => may).map(([act]) => act);
}

const meOf = (world: World): User => world.person ?? fail("NOT_LOGGED_IN");

export function shownMismatch(world: World, of: Mismatch): MismatchView {
	const { proposedBy: _, ...view } = of;
	const clerks = world.users.filter((user) => user.roles.includes("clerk"));
	return {
		...view,
		line: { ...view.line, waits: waits(of, meOf(world)) },
		acts: actsOf(of, meOf(world)),
		people: clerks.map(({ id, name }) => ({ id, name })),
	};
}

export const waitingMismatches = (world: World) => world.mismatches.filter((of) => waits(of, meOf(world))).length;

/** Moves one on. */
export function step(world: World, of: Mismatch, state: MismatchLine["state"], what: string): MismatchView {
	const stopped = state !== "no-doubt" && state !== "resolved";
	Object.assign(of.line, { state, state_title: titles[state], stopped });
	of.history.push({ at: iso(), by: meOf(world).name, what });
	return shownMismatch(world, of);
}

export function propose(world: World, of: Mismatch, reason: string, evidence: string): MismatchView {
	const why = reasons.find((each) => each.id === reason) ?? fail("INPUT_INVALID");
	const shown = why.evidence.find((each) => each.id === evidence) ?? fail("INPUT_INVALID");
	const { id, name } = meOf(world);
	of.proposedBy = id;
	of.proposal = { by: name, at: iso(), reason: why.title, evidence: shown.title, agreed_by: null };
	return step(world, of, "proposed", `疑いなしと言った（${why.title}）`);
}

export function agree(world: World, of: Mismatch): MismatchView {
	if (of.proposedBy === meOf(world).id) fail("PROPOSER_CANNOT_AGREE");
	if (of.proposal) of.proposal.agreed_by = meOf(world).name;
	return step(world, of, "no-doubt", "2人目として認めた");
}

export function mismatchList(world: World): MismatchList {
	const lines = world.mismatches.map((each) => shownMismatch(world, each).line);
	lines.sort((a, b) => b.days - a.days);
	return {
		open: lines.filter((line) => line.stopped),
		closed: lines.filter((line) => !line.stopped),
		received_at: lines.length > 0 ? iso(-0.1) : null,
	};
}
