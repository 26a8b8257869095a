import { expect, test } from "vitest";
import { begin, complaints, resize, sizes, visit } from "./kit";
import { visits } from "./visits";

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
