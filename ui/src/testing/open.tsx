import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { inject } from "vitest";
import { App } from "../app";
import { forgetDrafts } from "../lib/drafts";
import { makeClient } from "../lib/queries";
import { platform } from "../platform";
import { join, World } from "../platform/bridge";

/** Everybody's, in every world. */
export const password = "rensyu-password";
/** Opens the data, and every .p12 file. */
export const dataPassPhrase = "kagi-no-aikotoba";
export const p12PassPhrase = "renshu-shomeisho";
/** Of the account `clerk` at the practice server: the first, and the one that replaces it in every history. */
export const firstServerPassword = "Hajimete-2026";
export const serverPassword = "Renshu-Server-2026";

const worlds: World[] = [];

/** Opens the window in a scenario of the bridge, at a path, with somebody logged in or whoever usually is. */
export async function open(scenario: string, path = "/", as?: string) {
	const world = await World.begin(inject("bridge"), scenario, as);
	worlds.push(world);
	join(Promise.resolve(world));
	return { world, ...show(path) };
}

/** Opens the window again, in the world that stands. */
export function show(path: string) {
	window.history.replaceState(null, "", `#${path}`);
	const view = render(
		<QueryClientProvider client={makeClient()}>
			<App />
		</QueryClientProvider>,
	);
	return { user: userEvent.setup(), ...view };
}

/** Ends every world that was opened, and forgets what was typed in it. */
export async function endWorlds() {
	forgetDrafts();
	for (const world of worlds.splice(0)) await world.end();
}

/** Somebody else comes to the terminal. */
export async function logIn(user: string) {
	await platform.logOut();
	await platform.logIn({ user, password });
}

export const heading = (name: string | RegExp) => screen.findByRole("heading", { level: 1, name }, { timeout: 5000 });

export const button = (name: string | RegExp) => screen.findByRole("button", { name });
export const link = (name: string | RegExp) => screen.findByRole("link", { name });
export const field = (name: string | RegExp) => screen.findByLabelText(name);
