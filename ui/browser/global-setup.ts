import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { startBridge } from "../src/testing/bridge-process";

/** One bridge for all tests, which gives the built pages out. */
export default async function setup(project: TestProject) {
	const pages = fileURLToPath(new URL("../../target/bridge-pages", import.meta.url));
	const { url, stop } = await startBridge("0", pages);
	project.provide("bridge", url);
	return stop;
}
