import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App } from "../app";
import { makeClient } from "../lib/queries";
import { reset } from "../mock";
import type { World } from "../mock/world";

/** Opens the window in a scenario of the mock, at a path. */
export function open(scenario: string | (() => World), path = "/") {
	const world = reset(scenario);
	window.history.replaceState(null, "", `#${path}`);
	const view = render(
		<QueryClientProvider client={makeClient()}>
			<App />
		</QueryClientProvider>,
	);
	return { user: userEvent.setup(), world, ...view };
}

export const heading = (name: string | RegExp) => screen.findByRole("heading", { level: 1, name }, { timeout: 5000 });

export const button = (name: string | RegExp) => screen.findByRole("button", { name });
export const link = (name: string | RegExp) => screen.findByRole("link", { name });
export const field = (name: string | RegExp) => screen.findByLabelText(name);
