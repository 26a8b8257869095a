import { defineConfig } from "vitest/config";

/** The built pages in a real browser, over the bridge. */
export default defineConfig({
	test: {
		include: ["browser/*.test.ts"],
		globalSetup: "browser/global-setup.ts",
		testTimeout: 120_000,
		hookTimeout: 60_000,
		maxWorkers: 1,
	},
});
