import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => ({
	base: "./",
	plugins: [react(), tailwindcss()],
	resolve: {
		alias: {
			// The mock stands in for the shell in `npm run dev` and in tests; it never reaches the production bundle.
			"#backend": at(mode === "mock" || mode === "test" ? "src/mock/index.ts" : "src/platform/tauri.ts"),
		},
	},
	build: {
		target: ["safari17", "chrome120"],
		// The CSP is default-src 'self': nothing may become a data: URL.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
	},
	server: { host: "127.0.0.1", port: 5173, strictPort: true },
	test: {
		environment: "happy-dom",
		setupFiles: ["src/testing/setup.ts"],
		testTimeout: 30_000,
		maxWorkers: 2,
	},
}));
