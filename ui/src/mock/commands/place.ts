import type { ProfileView } from "../../platform/bindings";
import { changeProfile, putList, requireNoneUnderWay, revocationOf } from "../certificates";
import { connectionOf } from "../connection";
import { send } from "../jobs";
import { type Commands, me, profile, world } from "../now";
import { fail } from "../problems";
import { fingerprint, iso } from "../world";
import { serverView } from "./door";

/** Where files go, and as whom. */
export const place = {
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
			intermediates: [],
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
		const { anchors = [], intermediates = [] } = profile() ?? {};
		const set = [...anchors, ...intermediates].find((each) => each.sha256 === authority)?.revocation;
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
	setupSheet: () => world.sheet,
} satisfies Partial<Commands>;
