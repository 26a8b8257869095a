import { changeLine, install, lineOf, stepped } from "../certificates";
import { type Commands, me, profile, world } from "../now";
import { fail } from "../problems";
import { certificate, iso } from "../world";

/** Certificates. */
export const inventory = {
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
} satisfies Partial<Commands>;
