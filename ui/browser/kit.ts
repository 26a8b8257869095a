import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { World } from "../src/platform/bridge";

/** What people sit before: a small laptop's screen, an old one, and 200 % in the first. */
export const sizes = [
	{ name: "1280×800", width: 1280, height: 800, scale: 1 },
	{ name: "1024×768", width: 1024, height: 768, scale: 1 },
	{ name: "200 %", width: 640, height: 400, scale: 2 },
] as const;

export type Size = (typeof sizes)[number];

const flags = [
	"--headless",
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const folder = mkdtempSync(join(tmpdir(), "kakehashi-browser-"));
const worlds: World[] = [];
const said: string[] = [];
let context: BrowserContext;

beforeAll(async () => {
	context = await chromium.launchPersistentContext(join(folder, "profile"), {
		executablePath: process.env.KAKEHASHI_CHROMIUM ?? "/usr/bin/chromium",
		args: flags,
		viewport: null,
	});
});
afterEach(async () => {
	for (const page of context.pages()) await page.close();
	for (const world of worlds.splice(0)) await world.end();
	// What a page complained of, e.g. that its policy forbids something.
	expect(said.splice(0)).toEqual([]);
});
afterAll(async () => {
	await context.close();
	rmSync(folder, { recursive: true });
});

/** Begins a world, which ends with the test. */
export async function begin(scenario: string, user?: string): Promise<World> {
	const world = await World.begin(inject("bridge"), scenario, user);
	worlds.push(world);
	return world;
}

/** Opens the built pages in a world. */
export async function visit(world: World, path: string, size: Size = sizes[0]): Promise<Page> {
	const page = await context.newPage();
	// Paper is asked for by `printed`; here nobody sits before a dialog.
	await page.addInitScript(() => {
		window.print = () => undefined;
	});
	await resize(page, size);
	page.on("console", (message) => {
		// A refusal of the core is an answer, and shown on the page.
		const refusal = message.text().includes("status of 422");
		if (message.type() === "error" && !refusal) said.push(message.text());
	});
	page.on("pageerror", (error) => said.push(error.message));
	page.setDefaultTimeout(20_000);
	await page.goto(`${inject("bridge")}/?world=${world.id}#${path}`);
	return page;
}

/** Gives the page another size. */
export async function resize(page: Page, { width, height, scale }: Size) {
	const session = await context.newCDPSession(page);
	await session.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: scale, mobile: false });
}

/** What axe complains of. */
export async function complaints(page: Page): Promise<string[]> {
	await page.evaluate(axe);
	const found = await page.evaluate<AxeResults>("axe.run()");
	return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" ")}`);
}

/** The page as printed: the text of each sheet of paper. */
export async function printed(page: Page): Promise<string[]> {
	const path = join(folder, "printed.pdf");
	await page.pdf({ path, preferCSSPageSize: true });
	const text = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
	return text.split("\f").slice(0, -1);
}
