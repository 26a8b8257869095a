import { definitionFile, definitionText, imported } from "../definitions";
import { type Commands, me, world } from "../now";
import { fail } from "../problems";
import { iso } from "../world";

const definitionOf = (kind: string, version: string) =>
	world.definitions.find((each) => each.kind === kind && each.version === version) ?? fail("JOB_NOT_FOUND");

/** Definitions, the index, and the books of what left and what was destroyed. */
export const books = {
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
	chooseFile: ({ extensions }) => `/home/hanako/sample.${extensions[0] ?? "csv"}`,
	chooseSaveFile: ({ name }) => `/home/hanako/chosen/${name}`,
	suggestedFolder: () => "/home/hanako/Documents",
} satisfies Partial<Commands>;
