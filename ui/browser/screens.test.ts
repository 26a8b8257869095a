import { expect, test } from "vitest";
import { begin, complaints, resize, sizes, visit } from "./kit";

/** Every screen, by the worlds in which it has something to show. */
const visits: [scenario: string, user: string | undefined, paths: string[]][] = [
	["fresh", undefined, ["/"]],
	["fresh-sheet", undefined, ["/"]],
	["unlock", undefined, ["/"]],
	["log-in", undefined, ["/", "/connection"]],
	["clerk", undefined, ["/", "/identity", "/numbers", "/members"]],
	[
		"busy",
		undefined,
		[
			...["/", "/send", "/jobs", "/jobs/1", "/jobs/2", "/jobs/3", "/jobs/4", "/jobs/5", "/jobs/2/result", "/jobs/99"],
			...["/results", "/server", "/help", "/records", "/nothing-here"],
			...["/order", "/queue", "/masters", "/inquiries", "/symbols", "/day-close", "/protected", "/jobs/4/decisions"],
		],
	],
	["busy", "ichiro", ["/", "/approvals", "/jobs/4/approval", "/pia", "/password"]],
	["busy", "kansa", ["/", "/earlier", "/records", "/settings", "/users", "/leaks", "/contacts"]],
	["admin-indexed", "kansa", ["/earlier"]],
	["admin", undefined, ["/", "/certificates", "/certificates/1", "/connection", "/users", "/earlier", "/definitions"]],
	["admin", undefined, ["/definitions/member-registration/仮-2026.2", "/settings", "/password", "/look-ups", "/setup"]],
	["admin-unfinished", undefined, ["/", "/setup"]],
	["admin-asking", undefined, ["/setup"]],
	["admin-renewing", undefined, ["/certificates", "/certificates/2", "/certificates/3"]],
	["admin-several", undefined, ["/certificates", "/setup/new"]],
	["admin-file-test", undefined, ["/", "/certificates"]],
	["many", undefined, ["/jobs/1"]],
	["held", undefined, ["/jobs/1"]],
	["hurried", undefined, ["/", "/timelines", "/timelines/101-40-00"]],
	[
		"confirming",
		undefined,
		[
			...["/", "/identity", "/identity/1", "/identity/2"],
			...["/comparisons", "/comparisons/1", "/comparisons/1/pairs", "/comparisons/1/sample", "/comparisons/1/decided"],
		],
	],
	["looking-up", undefined, ["/", "/look-ups", "/numbers"]],
	["mismatched", undefined, ["/mismatches", "/mismatches/1"]],
	["mismatched", "ichiro", ["/mismatches/2"]],
	["assessed", undefined, ["/pia"]],
];

const wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

test.each(visits)("%s seen by %s is free of axe's complaints at every size", async (scenario, user, paths) => {
	const world = await begin(scenario, user);
	const found: string[] = [];
	for (const path of paths) {
		const page = await visit(world, path);
		await page.getByRole("heading", { level: 1 }).waitFor();
		for (const size of sizes) {
			await resize(page, size);
			const where = `${path} at ${size.name}`;
			found.push(...(await complaints(page)).map((each) => `${where}: ${each}`));
			const over = Number(await page.evaluate(wider));
			if (over > 0) found.push(`${where}: ${over} pixels too wide`);
		}
		await page.close();
	}
	expect(found).toEqual([]);
});

test("the screen of whoever has left", async () => {
	const world = await begin("busy");
	await world.control({ leave: null });
	const page = await visit(world, "/jobs");
	await page.getByRole("heading", { name: "画面に鍵をかけています" }).waitFor();
	expect(await complaints(page)).toEqual([]);
});

test("axe would complain of an input without a label, and of grey on grey", async () => {
	const page = await visit(await begin("log-in"), "/");
	await page.getByRole("heading", { level: 1 }).waitFor();
	await page.evaluate(() => {
		const paragraph = document.createElement("p");
		paragraph.textContent = "灰色";
		paragraph.style.color = "#999";
		paragraph.style.background = "#bbb";
		document.querySelector("main")?.append(document.createElement("input"), paragraph);
	});
	const found = (await complaints(page)).join();
	expect(found).toContain("label");
	expect(found).toContain("color-contrast");
});

test.each([
	["busy", undefined, ["/", "/send", "/jobs/3", "/jobs/5", "/jobs/2/result", "/help"]],
	["mismatched", undefined, ["/mismatches", "/mismatches/1"]],
	["looking-up", undefined, ["/numbers", "/look-ups"]],
	["admin", undefined, ["/users", "/certificates/1"]],
] as const)("%s is free of axe's complaints in the dark scheme", async (scenario, user, paths) => {
	const world = await begin(scenario, user);
	const found: string[] = [];
	for (const path of paths) {
		const page = await visit(world, path);
		await page.emulateMedia({ colorScheme: "dark" });
		await page.getByRole("heading", { level: 1 }).waitFor();
		found.push(...(await complaints(page)).map((each) => `${path}: ${each}`));
		await page.close();
	}
	expect(found).toEqual([]);
});
