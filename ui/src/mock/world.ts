import type {
	AskLine,
	AuditLine,
	CertificateView,
	DefinitionView,
	DisposalView,
	HandOverView,
	IndexView,
	InventoryLine,
	JobView,
	LayerName,
	NumberLine,
	PiaRecordView,
	PlaceDraft,
	ProfileView,
	Role,
	SettingView,
	SetupSheet,
	Stage,
	TimelineView,
} from "../platform/bindings";
import type { Changed } from "../platform/tauri";
import type { Case } from "./cases";
import type { Comparison } from "./comparisons";
import type { Flaws } from "./findings";
import type { Mismatch } from "./mismatches";

export type User = { id: string; name: string; roles: Role[]; password: string; must_change_password: boolean };

/** A job and what the window is never shown of it. */
export type Job = JobView & { flaws: Flaws; preparedById: string };

export type World = {
	stage: Stage;
	keyStore: boolean;
	keyPassPhrase: string | null;
	sheet: SetupSheet | null;
	users: User[];
	person: User | null;
	profiles: ProfileView[];
	placeDraft: PlaceDraft | null;
	inventory: InventoryLine[];
	server: { reachable: boolean | null; user: string | null; loggedIn: boolean; mustChange: boolean };
	jobs: Job[];
	cases: Case[];
	comparisons: Comparison[];
	mismatches: Mismatch[];
	timelines: TimelineView[];
	asking: AskLine[];
	numbers: NumberLine[];
	yenPerHit: number;
	pia: PiaRecordView[];
	handOvers: HandOverView[];
	audit: AuditLine[];
	definitions: DefinitionView[];
	settings: SettingView[];
	index: IndexView;
	disposals: DisposalView[];
	/** Milliseconds between two steps of a moving job. */
	tick: number;
	/** The hop at which the way is broken. */
	brokenHop: LayerName | null;
	/** Whether the line isn't enough for what waits. */
	slowLine: boolean;
	/** The next upload breaks off once. */
	breakUpload: boolean;
	listeners: Set<(changed: Changed) => void>;
};

const day = 86_400_000;

export const iso = (daysFromNow = 0) => new Date(Date.now() + daysFromNow * day).toISOString();

export const certificate = (daysLeft: number): CertificateView => ({
	id: null,
	subject: "CN=terminal-01, O=06990014 練習健康保険組合",
	issuer: "CN=研修認証局",
	serial: "3A7F0012C4",
	not_before: iso(daysLeft - 730),
	not_after: iso(daysLeft),
	sha256: fingerprint,
	key: { algorithm: "RSA", bits: 2048 },
	days_left: daysLeft,
	validity: daysLeft < 0 ? "expired" : daysLeft <= 90 ? "soon" : "valid",
	stage: daysLeft > 90 ? null : daysLeft > 15 ? "thirty" : "fifteen",
	notice: daysLeft > 90 ? null : `証明書の期限まで、あと ${daysLeft} 日です。`,
	warnings: [],
});

export const fingerprint = Array.from({ length: 32 }, (_, i) =>
	((i * 37 + 11) % 256).toString(16).toUpperCase().padStart(2, "0"),
).join(":");

export const profile = (kind: ProfileView["kind"], daysLeft: number | null): ProfileView => ({
	name: "研修",
	kind,
	url: "https://127.0.0.1:8443/",
	insurer: kind === "training" ? "06990014" : "06139999",
	terminal: "terminal-01",
	proxy: null,
	proxy_user: null,
	line: null,
	calendar: "月-金 8:00-21:00\n土 8:00-12:00\n",
	in_use: true,
	certificate: daysLeft === null ? null : certificate(daysLeft),
	anchors: [{ subject: "CN=研修認証局", sha256: fingerprint, not_after: iso(2000), revocation: null }],
	intermediates: [],
});

const mockSettings = (): SettingView[] => [
	{
		key: "idle-minutes",
		title: "離席とみなすまでの時間",
		note: "だれも触らないままこの時間がたつと、画面に鍵がかかります。送信中のものは、そのまま続きます。",
		value: 10,
		words: "10分",
		least: 1,
		most: 60,
		unit: "分",
		managed: false,
		problem: null,
	},
	{
		key: "lock-with-system",
		title: "Windowsのロックに合わせる",
		note: "Windowsをロックすると、この画面にも鍵がかかります。",
		value: 1,
		words: "する",
		least: 0,
		most: 1,
		unit: null,
		managed: true,
		problem: null,
	},
	{
		key: "notifications",
		title: "通知を出す",
		note: "証明書の期限、届いた結果、承認待ちを、Windowsの通知で知らせます。人の名前や番号は出しません。",
		value: 1,
		words: "する",
		least: 0,
		most: 1,
		unit: null,
		managed: false,
		problem: null,
	},
];

export const emptyWorld = (): World => ({
	stage: "set-up",
	keyStore: true,
	keyPassPhrase: null,
	sheet: null,
	users: [],
	person: null,
	profiles: [],
	placeDraft: null,
	inventory: [],
	server: { reachable: null, user: null, loggedIn: false, mustChange: false },
	jobs: [],
	cases: [],
	comparisons: [],
	mismatches: [],
	timelines: [],
	asking: [],
	numbers: [],
	yenPerHit: 10,
	pia: [],
	handOvers: [],
	audit: [],
	definitions: [],
	settings: mockSettings(),
	index: { on: null, thresholds: null },
	disposals: [],
	tick: 300,
	brokenHop: null,
	slowLine: false,
	breakUpload: false,
	listeners: new Set(),
});
