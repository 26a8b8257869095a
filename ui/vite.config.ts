import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { startBridge } from "./src/testing/bridge-process";

/** `--mode bridge`: the real core and the practice server answer by the bridge, where otherwise the shell does. */
const bridge: Plugin = {
	name: "bridge",
	async config(_, { command }) {
		if (command === "build") return {};
		const { url } = await startBridge();
		return { server: { proxy: { "/worlds": url } } };
	},
	transformIndexHtml: {
		order: "pre",
		handler: () => [
			{ tag: "script", attrs: { type: "module", src: "/src/platform/bridge-page.ts" }, injectTo: "head-prepend" },
		],
	},
};

export default defineConfig(({ mode }) => ({
	base: "./",
	plugins: [react(), tailwindcss(), mode === "bridge" && bridge],
	build: {
		target: ["safari17", "chrome120"],
		// The CSP is default-src 'self': nothing may become a data: URL.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
	},
	server: { host: "127.0.0.1", port: 5173, strictPort: true },
	test: {
		include: ["src/**/*.test.tsx"],
		environment: "happy-dom",
		// The page of a test lies nowhere; the bridge is at a port of its own.
		environmentOptions: { happyDOM: { settings: { fetch: { disableSameOriginPolicy: true } } } },
		globalSetup: "src/testing/global-setup.ts",
		setupFiles: ["src/testing/setup.ts"],
		testTimeout: 60_000,
		maxWorkers: 2,
	},
}));
