import type { CertificateView } from "../platform/bindings";
import { answerCase, newCase } from "./cases";
import { lineOf, revocationOf } from "./certificates";
import { newComparison, sampleItems } from "./comparisons";
import { shippedDefinitions } from "./definitions";
import { newJob } from "./jobs";
import { askLine, enterNumber } from "./look-ups";
import { newMismatch, propose } from "./mismatches";
import { assessPia } from "./pia";
import { newTimeline } from "./timelines";
import { certificate, emptyWorld, fingerprint, iso, profile, type User, type World } from "./world";

export const password = "rensyu-password";

const person = (id: string, name: string, roles: User["roles"]): User => ({
	id,
	name,
	roles,
	password,
	must_change_password: false,
});

const people = [
	person("hanako", "練習 花子", ["clerk"]),
	person("ichiro", "見本 一郎", ["approver"]),
	person("admin", "管理 桜", ["admin"]),
	person("kansa", "監査 進", ["auditor"]),
];

/** Set up, nobody logged in, nothing sent. */
function ready(kind: "training" | "production" | "rehearsal" | "connection-test" = "training", days = 412): World {
	const world = emptyWorld();
	world.stage = "log-in";
	world.users = people.map((user) => ({ ...user }));
	world.profiles = [profile(kind, days)];
	world.server.reachable = true;
	world.inventory = [lineOf(1, certificate(days))];
	world.definitions = shippedDefinitions();
	return world;
}

function as(id: string, world: World): World {
	world.person = world.users.find((user) => user.id === id) ?? null;
	world.stage = "ready";
	return world;
}

/** A terminal in the middle of a working week. */
function busy(world: World): World {
	const hanako = { preparedById: "hanako", prepared_by: "練習 花子" };
	const line = (state_title: string, by: string, server_status: string | null = null) => ({
		at: iso(-0.1),
		state_title,
		server_status,
		by,
		note: null,
	});
	world.jobs = [
		newJob(3, world, {
			...hanako,
			state: "uploading",
			state_title: "送信中",
			file_name: "加入者情報_20261120_02.csv",
			rows: 200_512,
			bytes: 82_000_000,
			flaws: "none",
			progress: { unit: "bytes", done: 50_840_000, total: 82_000_000, rate: 780_000, seconds_left: 40 },
			approved_by: "見本 一郎",
			history: [
				line("検査済", "Kakehashi"),
				line("承認待ち", "練習 花子"),
				line("送信待ち", "見本 一郎"),
				line("送信中", "Kakehashi"),
			],
		}),
		newJob(4, world, {
			...hanako,
			state: "awaiting-approval",
			state_title: "承認待ち",
			file_name: "加入者情報_20261120_03.csv",
			flaws: "errors",
			error_rows: 5,
			excluded_rows: 5,
			warning_rows: 380,
		}),
		newJob(2, world, {
			...hanako,
			state: "result-received",
			state_title: "結果を確認してください",
			file_name: "加入者情報_20261119.csv",
			flaws: "errors",
			error_rows: 2,
			excluded_rows: 2,
			ok_rows: 995,
			failed_rows: 3,
			receipt: "20261119-0007",
			server_status: "処理完了",
			history: [
				line("受付", "サーバー", "受付"),
				line("処理完了", "サーバー", "処理完了"),
				line("結果を確認してください", "Kakehashi"),
			],
		}),
		newJob(1, world, {
			...hanako,
			state: "confirmed",
			state_title: "結果確認済",
			file_name: "加入者情報_20261118.csv",
			ok_rows: 1000,
			failed_rows: 0,
			receipt: "20261118-0002",
			server_status: "処理完了",
			updated_at: iso(-1),
		}),
		newJob(5, world, {
			...hanako,
			state: "checked",
			state_title: "検査済",
			file_name: "加入者情報_20261120_04.csv",
			rows: 200_512,
			flaws: "errors",
			error_rows: 5,
			warning_rows: 380,
		}),
	];
	world.handOvers = [
		{
			id: 1,
			what: "被保険者枝番ファイル",
			path: "C:\\Users\\hanako\\Documents\\被保険者枝番_20261118.csv",
			rows: 1000,
			sha256: "41d07be3a855".padEnd(64, "0"),
			by: "練習 花子",
			at: iso(-1),
			settled_at: null,
			sealed: false,
		},
	];
	world.audit = Array.from({ length: 240 }, (_, i) => ({
		entry: 240 - i,
		at: iso(-i / 40),
		actor: i % 5 === 0 ? "system" : "hanako",
		act: ["ログイン", "ファイルの取り込み", "検査", "承認の依頼", "送信"][i % 5] ?? "",
		subject: `送信${1 + (i % 4)}`,
		outcome: i % 17 === 3 ? "failed" : "done",
		problem: i % 17 === 3 ? "K312" : null,
		correlation_id: `c-${i}`,
	}));
	return world;
}

/** People to be confirmed: a case by post that waits, one that is complete, and pairs to look at. */
function confirming(world: World): World {
	const waiting = newCase(world, "101・23・01");
	answerCase(world, waiting, { to: "verifier", verifier: "insurer" });
	answerCase(world, waiting, { to: "by", by: "person" });
	answerCase(world, waiting, { to: "channel", channel: "post" });
	waiting.opened_at = iso(-9);
	const shown = newCase(world, "");
	answerCase(world, shown, { to: "verifier", verifier: "insurer" });
	answerCase(world, shown, { to: "by", by: "person" });
	answerCase(world, shown, { to: "channel", channel: "in_person" });
	newComparison(world, "突合_20261120.csv");
	return world;
}

/** People for whom viewing is stopped: one undecided, one that waits for a second person. */
function mismatched(world: World): World {
	newMismatch(world, "渡邉　花子", 12, sampleItems.moved);
	const said = newMismatch(world, "山田　一郎", 3, sampleItems.other);
	propose(world, said, "moved", "resident-record");
	return world;
}

/** People to be registered: one too late, one today, one with time, one done; the file of one waits for approval. */
function hurried(world: World): World {
	newTimeline(world, "渡邉　花子", -2, "送るファイルに、まだ入っていません");
	newTimeline(world, "山田　一郎", 0, "送信4：承認待ち", 4);
	newTimeline(world, "伊藤　さくら", 1, "誤りがあるので、送信5から除きました", 5);
	newTimeline(world, "佐藤　健", 4, "送るファイルに、まだ入っていません");
	newTimeline(world, "髙橋　みどり", 2, "登録しました", 1);
	return world;
}

/** A look-up that didn't find everybody, and a number on its way. */
function lookingUp(world: World): World {
	world.asking = [
		askLine(3, "渡邉　花子", "該当する方がいません。5情報を本人に確かめてください"),
		askLine(7, "山田　一郎", "2 人に当たりました。1人に決まるまで、番号は返しません"),
	];
	const owner = {
		symbol: "101",
		number: "23",
		card_branch: "00",
		name_kana: "レンシュウ　ハナコ",
		birth_date: "19840309",
	};
	enterNumber(world, owner, "123456789018", "本人確認1");
	return world;
}

/** The same, with a しきい値判断 on record. */
function assessed(world: World): World {
	assessPia(world, { people: 12_000, handlers: 12, incident: false, exempt: [] }, 2_000);
	return world;
}

function held(world: World): World {
	const job = newJob(7, world, {
		state: "uploading",
		state_title: "送信中",
		rows: 200_512,
		preparedById: "hanako",
		problem: {
			code: "CONNECTION_LOST",
			number: "K312",
			sentence: "通信が途中で切れました。送ったところまでは残っています。",
			next_step: "つながりしだい、続きから送ります。急ぐときは「もう一度ためす」を押してください。",
			retry: "retry",
			correlation_id: "7f3a-0412",
		},
	});
	world.server = { reachable: false, user: "k-hanako", loggedIn: true, mustChange: false };
	world.jobs = [job];
	return world;
}

/**
 * A certificate for later beside the one in use, a request whose certificate hasn't come, a new authority whose list of
 * revocations can't be had, and one between.
 */
function renewing(world: World): World {
	const added = { subject: "CN=研修認証局2", sha256: fingerprint.split("").reverse().join(""), not_after: iso(3000) };
	world.profiles = world.profiles.map((each) => ({
		...each,
		anchors: [
			...each.anchors.map((old) => ({ ...old, revocation: revocationOf("http://ca.renshu.invalid/list.crl", true) })),
			{ ...added, revocation: revocationOf("http://ca2.renshu.invalid/nowhere.crl", false) },
		],
		intermediates: [
			{
				subject: "CN=研修中間認証局",
				sha256: `${fingerprint.slice(48)}:${fingerprint.slice(0, 47)}`,
				not_after: iso(1500),
				revocation: null,
			},
		],
	}));
	const later: CertificateView = {
		...certificate(1100),
		subject: "CN=terminal-02, O=06990014 練習健康保険組合",
		serial: "3A7F0012C5",
		not_before: iso(20),
		validity: "not-yet",
		warnings: ["「terminal-02」という端末の証明書です。この端末は「terminal-01」です。"],
	};
	const waiting = { ...lineOf(2, later), in_use: false, use_from: iso(20) };
	return { ...world, inventory: [lineOf(3, null), waiting, ...world.inventory] };
}

/** Starting points for development (`?scenario=…`) and tests. */
export const scenarios: Record<string, () => World> = {
	fresh: emptyWorld,
	"fresh-sealed": () => ({
		...emptyWorld(),
		keyStore: false,
		sheet: {
			profile: "研修",
			kind: "training",
			url: "https://127.0.0.1:8443/",
			insurer: "06990014",
			terminal: "terminal-01",
			trustPath: "/tmp/practice/ca.pem",
			certificatePath: "/tmp/practice/terminal-01.p12",
		},
	}),
	unlock: () => ({ ...ready(), stage: "unlock", keyPassPhrase: password }),
	"log-in": () => ready(),
	clerk: () => as("hanako", ready()),
	approver: () => as("ichiro", busy(ready())),
	admin: () => as("admin", busy(ready("training", 24))),
	"admin-slow": () => ({ ...as("admin", ready()), slowLine: true }),
	"admin-cut": () => ({ ...as("admin", ready()), brokenHop: "certificate" }),
	"admin-asking": () => ({ ...as("admin", ready()), profiles: [profile("training", null)], inventory: [] }),
	"admin-several": () => {
		const world = as("admin", ready());
		const rehearsal = { ...profile("rehearsal", 300), name: "総合運用テスト", url: "https://rehearsal.invalid/" };
		world.profiles = [...world.profiles, { ...rehearsal, in_use: false }];
		return world;
	},
	"admin-file-test": () => {
		const world = as("admin", ready());
		world.server.reachable = null;
		world.profiles = [
			{
				...profile("file-test", null),
				name: "機関内テスト",
				url: "",
				terminal: "",
				calendar: null,
				anchors: [],
				intermediates: [],
			},
			...world.profiles.map((each) => ({ ...each, in_use: false })),
		];
		return world;
	},
	auditor: () => as("kansa", busy(ready())),
	"admin-renewing": () => renewing(as("admin", ready("training", 24))),
	"admin-unfinished": () => as("admin", { ...ready(), profiles: [] }),
	busy: () => as("hanako", busy(ready("production"))),
	"busy-rehearsal": () => as("hanako", busy(ready("rehearsal", 80))),
	"busy-connection": () => as("hanako", busy(ready("connection-test", 20))),
	left: () => ({ ...as("hanako", busy(ready())), stage: "locked" }),
	million: () => {
		const world = busy(ready());
		world.jobs = [
			newJob(6, world, {
				state: "checked",
				state_title: "検査済",
				rows: 1_000_000,
				error_rows: 900_000,
				flaws: "million",
				preparedById: "hanako",
			}),
		];
		return as("hanako", world);
	},
	confirming: () => confirming(as("hanako", ready())),
	"looking-up": () => lookingUp(confirming(as("hanako", ready()))),
	mismatched: () => mismatched(as("hanako", ready())),
	"mismatched-second": () => as("ichiro", mismatched(as("hanako", ready()))),
	hurried: () => hurried(as("hanako", busy(ready()))),
	"confirming-second": () => as("ichiro", confirming(as("hanako", ready()))),
	assessed: () => assessed(as("ichiro", ready())),
	held: () => held(as("hanako", ready())),
};
