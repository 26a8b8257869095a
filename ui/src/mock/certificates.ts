import type {
	AuthorityView,
	CertificateView,
	InventoryLine,
	ProfileView,
	Registration,
	RegistrationStep,
	RevocationView,
} from "../platform/bindings";
import { fail } from "./problems";
import { iso, type World } from "./world";

const titles: Record<Registration, string> = {
	requested: "申請中",
	issued: "発行済",
	installed: "設定済",
	"revocation-asked": "失効申請中",
	revoked: "失効",
	disposed: "廃棄",
};

const after: Record<RegistrationStep, Registration> = {
	notice: "issued",
	install: "installed",
	"ask-revocation": "revocation-asked",
	revoke: "revoked",
	dispose: "disposed",
};

/** A line of the inventory; without a certificate it is a request. */
export function lineOf(id: number, certificate: CertificateView | null): InventoryLine {
	return {
		id,
		profile: "研修",
		terminal: "terminal-01",
		registration: certificate ? "installed" : "requested",
		registration_title: certificate ? titles.installed : titles.requested,
		serial: certificate?.serial ?? null,
		validity: certificate?.validity ?? null,
		days_left: certificate?.days_left ?? null,
		in_use: certificate !== null,
		use_from: certificate ? iso() : null,
		notice: null,
		mandate: null,
		backup: null,
		key_place: "データベース（暗号化してあります）",
		history: [{ at: iso(), by: "admin", what: certificate ? "この端末に設定した" : "鍵と申請ファイルを作った" }],
		certificate: certificate && { ...certificate, id },
	};
}

/** Puts a certificate in use; the one before stays beside it. */
export function install(world: World, read: CertificateView, waiting?: number): CertificateView {
	const id = waiting ?? Math.max(0, ...world.inventory.map((line) => line.id)) + 1;
	const certificate = { ...read, id };
	const others = world.inventory.filter((line) => line.id !== id).map((line) => ({ ...line, in_use: false }));
	world.inventory = [lineOf(id, certificate), ...others].sort((one, other) => other.id - one.id);
	world.profiles = world.profiles.map((each) => (each.in_use ? { ...each, certificate } : each));
	return certificate;
}

/** Changes one line, found by its number. */
export function changeLine(world: World, id: number, change: Partial<InventoryLine>): InventoryLine {
	const found = world.inventory.find((line) => line.id === id) ?? fail("CERTIFICATE_NOT_FOUND");
	const changed = { ...found, ...change };
	world.inventory = world.inventory.map((line) => (line === found ? changed : line));
	return changed;
}

export function stepped(step: RegistrationStep): Partial<InventoryLine> {
	const registration = after[step];
	return { registration, registration_title: titles[registration], in_use: false };
}

/** Changes the profile in use. */
export function changeProfile(world: World, change: (used: ProfileView) => Partial<ProfileView>): ProfileView {
	world.profiles = world.profiles.map((each) => (each.in_use ? { ...each, ...change(each) } : each));
	return world.profiles.find((each) => each.in_use) ?? fail("NO_PROFILE");
}

/** Where files go changes only while none is under way. */
export function requireNoneUnderWay({ jobs }: World) {
	const rests = ["result-received", "confirmed", "rejected", "cancelled", "failed"];
	if (jobs.some((job) => !rests.includes(job.state))) fail("FILES_UNDER_WAY");
}

/** A list from a place; nothing comes from one that says so. */
export function revocationOf(source: string, stops: boolean): RevocationView {
	const comes = !source.includes("nowhere");
	return {
		source,
		stops_when_unavailable: stops,
		state: comes ? "fresh" : "unreachable",
		fetched_at: comes ? iso() : null,
		next_update: comes ? iso(30) : null,
		failing_since: comes ? null : iso(),
	};
}

/** Puts the list of an authority that the profile in use trusts, or that leads to one. */
export function putList<L extends RevocationView | null>(world: World, authority: string | null, list: L): L {
	const put = (each: AuthorityView) => (each.sha256 === authority ? { ...each, revocation: list } : each);
	changeProfile(world, ({ anchors, intermediates }) => ({
		anchors: anchors.map(put),
		intermediates: intermediates.map(put),
	}));
	return list;
}
