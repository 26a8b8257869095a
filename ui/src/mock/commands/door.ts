import type { FrameView, PersonView, UserView } from "../../platform/bindings";
import { waitingPairs } from "../comparisons";
import { homeOf } from "../home";
import { shown } from "../jobs";
import { waitingMismatches } from "../mismatches";
import { type Commands, me, profile, world } from "../now";
import { fail } from "../problems";
import type { User } from "../world";

const personView = ({ id, name, roles, must_change_password }: User): PersonView => ({
	id,
	name,
	roles,
	must_change_password,
});
const userViews = (): UserView[] => world.users.map((user) => ({ ...personView(user), locked: false }));

function serverWords(): string {
	if (profile()?.kind === "file-test") return "どこにもつなぎません";
	if (world.server.reachable === null) return "まだつないでいません";
	return world.server.reachable ? "つながっています" : "つながりません";
}

export const serverView = () => ({
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

/** Who is there, and what stands around every screen. */
export const door = {
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
	settings: () => world.settings,
	changeSetting: ({ key, value }) => {
		const setting = world.settings.find((each) => each.key === key) ?? fail("SETTING_UNKNOWN");
		if (setting.managed) fail("SETTING_MANAGED");
		Object.assign(setting, { value, words: setting.unit ? `${value}${setting.unit}` : value > 0 ? "する" : "しない" });
		return world.settings;
	},
} satisfies Partial<Commands>;
