import type { TestProject } from "vitest/node";
import { startBridge } from "./bridge-process";

declare module "vitest" {
	interface ProvidedContext {
		/** Where the bridge listens. */
		bridge: string;
	}
}

/** One bridge for all tests. */
export default async function setup(project: TestProject) {
	const { url, stop } = await startBridge();
	project.provide("bridge", url);
	return stop;
}
