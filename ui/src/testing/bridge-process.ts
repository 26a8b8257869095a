import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../../target", import.meta.url));
const program = `${target}/debug/examples/bridge${process.platform === "win32" ? ".exe" : ""}`;

/** Starts the bridge, which ends with this process. Gives its address and what stops it. */
export async function startBridge(...words: string[]): Promise<{ url: string; stop: () => void }> {
	if (!existsSync(program)) throw new Error(`${program} is missing: cargo build --workspace --examples`);
	// A developer's own key store is none of its business.
	const { DBUS_SESSION_BUS_ADDRESS: _, ...env } = process.env;
	const bridge = spawn(program, words, { env, stdio: ["ignore", "pipe", "inherit"] });
	const stop = () => void bridge.kill();
	process.on("exit", stop);
	for await (const line of createInterface(bridge.stdout)) {
		const url = /^listening on (.*)$/.exec(line)?.[1];
		if (url) return { url, stop };
	}
	throw new Error("the bridge did not start");
}
