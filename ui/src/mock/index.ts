import type { FrameView, HandOutTo, HandOverView, PersonView, ProfileView, UserView } from "../platform/bindings";
import type { Backend, Changed } from "../platform/tauri";
import { answerCase, caseList, caseOf, newCase, shownCase, stepForm } from "./cases";
import {
	changeLine,
	changeProfile,
	install,
	lineOf,
	putList,
	requireNoneUnderWay,
	revocationOf,
	stepped,
} from "./certificates";
import {
	answerPair,
	comparisonOf,
	doubtPair,
	newComparison,
	nextPair,
	samplePairs,
	shownComparison,
	waitingPairs,
} from "./comparisons";
import { connectionOf } from "./connection";
import { definitionFile, definitionText, imported } from "./definitions";
import { cellsOf, choicesOf, employersOf, type Flaws, groupsOf, pageOf, personOf, sheetsOf } from "./findings";
import { homeOf } from "./home";
import { changed, check, move, newJob, send, shown } from "./jobs";
import { kinds } from "./kinds";
import { enterNumber, estimate, lookUpsView, numbersView } from "./look-ups";
import { agree, mismatchList, mismatchOf, propose, shownMismatch, step, waitingMismatches } from "./mismatches";
import { assessPia, piaView } from "./pia";
import { fail } from "./problems";
import { scenarios } from "./scenarios";
import { closeTimeline, timelineList, timelineOf } from "./timelines";
import { certificate, fingerprint, iso, type Job, type User, type World } from "./world";

let world: World = begin(new URLSearchParams(window.location.search).get("scenario") ?? "fresh");

function begin(scenario: string | (() => World)): World {
	const make = typeof scenario === "string" ? scenarios[scenario] : scenario;
	if (!make) throw new Error(`no scenario ${scenario}`);
	return make();
}

/** For tests: begins anew, and gives the world to look into. */
export function reset(scenario: string | (() => World), tick = 5): World {
	world = begin(scenario);
	world.tick = tick;
	return world;
}

const personView = ({ id, name, roles, must_change_password }: User): PersonView => ({
	id,
	name,
	roles,
	must_change_password,
});
const userViews = (): UserView[] => world.users.map((user) => ({ ...personView(user), locked: false }));
const me = (): User => world.person ?? fail("NOT_LOGGED_IN");
const profile = (): ProfileView | null => world.profiles.find((each) => each.in_use) ?? null;
const definitionOf = (kind: string, version: string) =>
	world.definitions.find((each) => each.kind === kind && each.version === version) ?? fail("JOB_NOT_FOUND");
const jobOf = (id: number): Job => world.jobs.find((job) => job.id === id) ?? fail("JOB_NOT_FOUND");

function serverWords(): string {
	if (profile()?.kind === "file-test") return "どこにもつなぎません";
	if (world.server.reachable === null) return "まだつないでいません";
	return world.server.reachable ? "つながっています" : "つながりません";
}

const serverView = () => ({
	reachable: world.server.reachable,
	logged_in: world.server.loggedIn,
	user: world.server.user,
	words: serverWords(),
	hours: profile()?.calendar ? "受付は21:00まで" : null,
});

const startView = () => ({
	stage: world.stage,
	key_store_available: world.keyStore,
	left: world.stage === "locked" ? me().name : null,
	version: "0.1.0（見本）",
});

function flawsOf(path: string): Flaws {
	if (path.includes("good")) return "none";
	if (path.includes("million")) return "million";
	return path.includes("warn") ? "warnings" : "errors";
}

function handOver(job: Job | null, what: string, to: HandOutTo, rows: number): HandOverView {
	const path = to.pass_phrase ? `${to.path}.zip` : to.path;
	if (world.handOvers.some((line) => line.path === path)) fail("OUTPUT_EXISTS");
	const line = {
		id: world.handOvers.length + 1,
		what,
		path,
		rows,
		sha256: "ab".repeat(32),
		by: me().name,
		at: iso(),
		settled_at: null,
		sealed: to.pass_phrase !== null,
	};
	world.handOvers = [line, ...world.handOvers];
	changed(world, job);
	return line;
}

function takeIn(path: string, kind: string) {
	if (path.includes("missing")) fail("FILE_NOT_FOUND");
	const id = Math.max(0, ...world.jobs.map((job) => job.id)) + 1;
	const job = newJob(id, world, { kind, file_name: path.split(/[\\/]/).at(-1) ?? path, flaws: flawsOf(path) });
	world.jobs = [job, ...world.jobs];
	check(world, job);
	return shown(world, job, true);
}

/** The shell's commands on a world in memory. */
const commands = {
	start: () => startView(),
	setUp: ({ adminId, adminName, password, keyPassPhrase }) => {
		const user: User = { id: adminId, name: adminName, roles: ["admin"], password, must_change_password: false };
		Object.assign(world, { stage: "ready", users: [user], person: user, keyPassPhrase });
		return personView(user);
	},
	unlock: ({ passPhrase }) => {
		if (passPhrase !== world.keyPassPhrase) fail("KEY_PASS_PHRASE_WRONG");
		world.stage = "log-in";
		return startView();
	},
	logIn: ({ user, password }) => {
		const found = world.users.find((each) => each.id === user && each.password === password) ?? fail("LOGIN_FAILED");
		Object.assign(world, { person: found, stage: "ready" });
		return personView(found);
	},
	comeBack: ({ password }) => {
		if (me().password !== password) fail("LOGIN_FAILED");
		world.stage = "ready";
		return personView(me());
	},
	stillHere: () => null,
	logOut: () => {
		Object.assign(world, { person: null, stage: "log-in" });
		return null;
	},
	changePassword: ({ current, newPassword }) => {
		if (me().password !== current) fail("LOGIN_FAILED");
		Object.assign(me(), { password: newPassword, must_change_password: false });
		return personView(me());
	},
	frame: (): FrameView => {
		if (world.stage === "locked") fail("SESSION_LOCKED");
		if (me().must_change_password) fail("PASSWORD_CHANGE_REQUIRED");
		const states = world.jobs.map((job) => shown(world, job, false));
		return {
			person: personView(me()),
			profile: profile(),
			certificate: profile()?.certificate ?? null,
			server: serverView(),
			waiting: {
				approvals: states.filter((job) => job.acts.includes("approve")).length,
				results: states.filter((job) => job.acts.includes("confirm")).length,
				pairs: waitingPairs(world),
				mismatches: waitingMismatches(world),
			},
		};
	},
	home: () => homeOf(world),
	users: () => (me() ? userViews() : []),
	addUser: ({ user }) => {
		if (world.users.some((each) => each.id === user.id)) fail("USER_EXISTS");
		world.users.push({ ...user, must_change_password: true });
		return userViews();
	},
	readTrust: ({ path }) => (path.includes("missing") ? fail("FILE_NOT_FOUND") : { sha256: fingerprint }),
	addProfile: ({ profile: { name, kind, url, insurer, terminal, proxy, line, put_in_use } }) => {
		if (put_in_use) requireNoneUnderWay(world);
		const made: ProfileView = {
			name,
			kind,
			url,
			insurer,
			terminal,
			proxy,
			proxy_user: null,
			line,
			calendar: null,
			in_use: put_in_use || world.profiles.length === 0,
			certificate: null,
			anchors: [],
		};
		const others = world.profiles.map((each) => ({ ...each, in_use: each.in_use && !made.in_use }));
		world.profiles = [...others, made];
		world.placeDraft = null;
		return made;
	},
	useProfile: ({ name }) => {
		requireNoneUnderWay(world);
		world.profiles = world.profiles.map((each) => ({ ...each, in_use: each.name === name }));
		return profile() ?? fail("PROFILE_NOT_FOUND");
	},
	placeDraft: () => world.placeDraft,
	keepPlaceDraft: ({ draft }) => {
		world.placeDraft = draft;
		return null;
	},
	setLine: ({ line }) => changeProfile(world, () => ({ line })),
	profiles: () => (me() ? world.profiles : []),
	readCertificates: ({ path, passPhrase }) => {
		if (passPhrase === "wrong") fail("CERTIFICATE_WRONG_PASS_PHRASE");
		const other = { ...certificate(730), serial: "77AA", subject: "CN=terminal-02, O=06990014 練習健康保険組合" };
		return path.includes("two") ? [certificate(730), other] : [certificate(730)];
	},
	importCertificate: ({ serial }) => install(world, { ...certificate(730), serial: serial ?? "3A7F0012C4" }),
	requestCertificate: ({ path }) => {
		if (path.includes("taken")) fail("OUTPUT_EXISTS");
		const line = { ...lineOf(world.inventory.length + 1, null), profile: profile()?.name ?? fail("NO_PROFILE") };
		world.inventory = [line, ...world.inventory];
		return line;
	},
	repeatRequest: ({ id, path }) => {
		if (path.includes("taken")) fail("OUTPUT_EXISTS");
		return changeLine(world, id, {});
	},
	installCertificate: ({ path }) => {
		if (path.includes("other")) fail("CERTIFICATE_NOT_REQUESTED_HERE");
		return install(world, certificate(730), world.inventory.find((line) => line.certificate === null)?.id);
	},
	certificates: () => (me() ? world.inventory : []),
	notePapers: ({ id, papers }) =>
		changeLine(world, id, {
			...(papers.notice ? { notice: papers.notice } : {}),
			...(papers.mandate ? { mandate: papers.mandate } : {}),
			...(papers.backup ? { backup: { at: iso(), by: me().name, place: papers.backup } } : {}),
		}),
	retireCertificate: ({ id, step }) => changeLine(world, id, stepped(step)),
	switchCertificate: ({ id, on }) => {
		if (!on) world.inventory = world.inventory.map((line) => ({ ...line, in_use: false }));
		return changeLine(world, id, on ? { use_from: new Date(on).toISOString() } : { in_use: true });
	},
	addAnchor: ({ fingerprint: typed }) => {
		const added = { subject: "CN=研修認証局2", sha256: typed, not_after: iso(3000), revocation: null };
		return changeProfile(world, (used) => ({ anchors: [...used.anchors, added] }));
	},
	removeAnchor: ({ fingerprint: gone }) =>
		changeProfile(world, (used) => ({ anchors: used.anchors.filter((each) => each.sha256 !== gone) })),
	setProxy: ({ proxy: { address, user } }) =>
		changeProfile(world, () => ({ proxy: address || null, proxy_user: address ? user : null })),
	setCalendar: ({ rules }) => {
		if (rules.includes("祝")) fail("INPUT_INVALID");
		return changeProfile(world, () => ({ calendar: rules.trim() || null }));
	},
	setRevocation: ({ revocation: { authority, source, stops_when_unavailable } }) =>
		putList(world, authority, revocationOf(source, stops_when_unavailable)),
	removeRevocation: ({ authority }) => {
		putList(world, authority, null);
		return profile() ?? fail("NO_PROFILE");
	},
	refreshRevocation: ({ authority }) => {
		const set = profile()?.anchors.find((each) => each.sha256 === authority)?.revocation;
		if (!set) return fail("REVOCATION_LIST_UNAVAILABLE");
		return putList(world, authority, revocationOf(set.source, set.stops_when_unavailable));
	},
	testConnection: () => connectionOf(world, profile() ?? fail("NO_PROFILE")),
	serverLogIn: ({ user, password, newPassword }) => {
		if (password === "wrong") fail("SERVER_LOGIN_FAILED");
		if (world.server.mustChange && !newPassword) fail("SERVER_PASSWORD_CHANGE_REQUIRED");
		world.server = { reachable: true, user, loggedIn: true, mustChange: false };
		for (const job of world.jobs) if (job.state === "queued") send(world, job);
		return serverView();
	},
	settings: () => world.settings,
	changeSetting: ({ key, value }) => {
		const setting = world.settings.find((each) => each.key === key) ?? fail("SETTING_UNKNOWN");
		if (setting.managed) fail("SETTING_MANAGED");
		Object.assign(setting, { value, words: setting.unit ? `${value}${setting.unit}` : value > 0 ? "する" : "しない" });
		return world.settings;
	},
	kinds: () => kinds,
	definitions: () => (me() ? world.definitions : []),
	definition: ({ kind, version }) => definitionText(definitionOf(kind, version)),
	readDefinition: ({ path }) => (path.includes("missing") ? fail("FILE_NOT_FOUND") : definitionFile(path)),
	importDefinition: ({ path }) => {
		const { defines } = definitionFile(path);
		if (defines) world.definitions = [...world.definitions, imported(defines, me().name)];
		return world.definitions;
	},
	retireDefinition: ({ kind, version }) => {
		const { imported: origin } = definitionOf(kind, version);
		if (origin) origin.retired_at = iso();
		return world.definitions;
	},
	saveDefinition: () => null,
	takeIn: ({ path, kind }) => takeIn(path, kind),
	jobs: () => world.jobs.map((job) => shown(world, job, false)),
	job: ({ id }) => shown(world, jobOf(id), true),
	findingGroups: ({ id }) => groupsOf(jobOf(id).flaws),
	findings: ({ id, filter, offset, limit }) => pageOf(jobOf(id).flaws, filter, offset, limit),
	findingRow: ({ row }) => cellsOf(row),
	findingEmployers: ({ id }) => employersOf(jobOf(id).flaws),
	findingSheets: ({ id, employer }) => sheetsOf(jobOf(id).flaws, employer),
	saveFindings: ({ id, to }) => handOver(jobOf(id), "見つかったこと", to, 397),
	index: () => world.index,
	turnIndexOn: ({ purpose, purgeOn }) => {
		world.index.on = { purpose, purge_on: purgeOn, by: me().name, at: iso(), registrations: 0 };
		return world.index;
	},
	turnIndexOff: () => {
		const rows = world.index.on?.registrations ?? 0;
		const line = { what: "以前のファイルと比べる索引", rows, why: "管理者がやめた", by: me().name, at: iso() };
		world.disposals = [{ id: world.disposals.length + 1, ...line }, ...world.disposals];
		world.index.on = null;
		return world.index;
	},
	setThresholds: ({ thresholds }) => {
		world.index.thresholds = thresholds;
		return world.index;
	},
	disposals: () => world.disposals,
	correctionChoices: ({ id, code }) => choicesOf(jobOf(id).flaws, code),
	correct: ({ id, accepted }) => {
		const job = jobOf(id);
		const [choice] = choicesOf(job.flaws, accepted.code);
		job.corrected_cells += accepted.row === null ? (choice?.count ?? 0) : 1;
		move(world, job, "checking", me().name);
		check(world, job);
		return shown(world, job, true);
	},
	saveCorrections: ({ id, to }) => handOver(jobOf(id), "直したところの一覧", to, jobOf(id).corrected_cells),
	excludeErrors: ({ id }) => {
		const job = jobOf(id);
		move(
			world,
			job,
			"checked",
			me().name,
			{ excluded_rows: job.error_rows, leaving_bytes: job.bytes - 2_064, leaving_sha256: "b41e".repeat(16) },
			`誤りの ${job.error_rows} 行を除いた`,
		);
		return shown(world, job, true);
	},
	requestApproval: ({ id }) => {
		move(world, jobOf(id), "awaiting-approval", me().name);
		return shown(world, jobOf(id), true);
	},
	approve: ({ id }) => {
		const job = jobOf(id);
		if (job.preparedById === me().id) fail("APPROVER_IS_SENDER");
		move(world, job, "queued", me().name, { approved_by: me().name });
		setTimeout(() => send(world, job), world.tick);
		return shown(world, job, true);
	},
	reject: ({ id, reason }) => {
		move(world, jobOf(id), "rejected", me().name, {}, reason);
		return shown(world, jobOf(id), true);
	},
	cancel: ({ id }) => {
		move(world, jobOf(id), "cancelled", me().name);
		return shown(world, jobOf(id), true);
	},
	retryNow: ({ id }) => {
		send(world, jobOf(id));
		return shown(world, jobOf(id), true);
	},
	result: ({ id }) => {
		const job = jobOf(id);
		const failed = job.failed_rows ?? 0;
		return {
			ok: job.ok_rows ?? 0,
			failed,
			excluded: job.excluded_rows,
			branch_numbers: job.ok_rows ?? 0,
			hand_over_title: "被保険者枝番",
			failed_rows: Array.from({ length: failed }, (_, i) => ({
				row: 204 + i * 311,
				who: personOf(204 + i * 311),
				message:
					["生年月日が登録と一致しません", "個人番号が失効しています", "カナ氏名に使えない字があります"][i % 3] ?? "",
			})),
			branch_numbers_saved: world.handOvers.some((line) => line.path.endsWith(`被保険者枝番_送信${id}.csv`)),
			resend_saved: world.handOvers.some((line) => line.path.endsWith(`登録されていない行_送信${id}.csv`)),
			result_name: `登録結果_送信${id}.csv`,
			branch_numbers_name: `被保険者枝番_送信${id}.csv`,
			resend_name: `登録されていない行_送信${id}.csv`,
		};
	},
	saveResult: ({ id, to }) => handOver(jobOf(id), "加入者情報登録結果ファイル", to, jobOf(id).rows),
	saveBranchNumbers: ({ id, to }) => handOver(jobOf(id), "被保険者枝番ファイル", to, jobOf(id).ok_rows ?? 0),
	saveResend: ({ id, to }) => handOver(jobOf(id), "登録されていない行", to, jobOf(id).failed_rows ?? 0),
	confirm: ({ id }) => {
		move(world, jobOf(id), "confirmed", me().name);
		return shown(world, jobOf(id), true);
	},
	handOvers: () => world.handOvers,
	settleHandOver: ({ id }) => {
		world.handOvers = world.handOvers.map((line) => (line.id === id ? { ...line, settled_at: iso() } : line));
		return world.handOvers;
	},
	audit: ({ offset, limit }) => world.audit.slice(offset, offset + limit),
	verifyAudit: () => ({
		entries: world.audit.length,
		intact: true,
		first_broken: null,
		head: "c0ffee41d07b".padEnd(64, "0"),
	}),
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
	chooseFile: ({ extensions }) => `/home/hanako/sample.${extensions[0] ?? "csv"}`,
	chooseSaveFile: ({ name }) => `/home/hanako/chosen/${name}`,
	suggestedFolder: () => "/home/hanako/Documents",
	setupSheet: () => world.sheet,
} satisfies Commands;

type Commands = {
	[K in keyof Omit<Backend, "onChanged">]: (...args: Parameters<Backend[K]>) => Awaited<ReturnType<Backend[K]>>;
};

/** Answers late, like the shell, and with a copy, so that no screen holds the world itself. */
const answer =
	(command: (...args: never[]) => unknown) =>
	async (...args: never[]) =>
		structuredClone(await Promise.resolve().then(() => command(...args)));

export const backend = {
	...Object.fromEntries(Object.entries(commands).map(([name, command]) => [name, answer(command)])),
	onChanged: async (handler: (changed: Changed) => void) => {
		const { listeners } = world;
		listeners.add(handler);
		return () => void listeners.delete(handler);
	},
} as unknown as Backend;
