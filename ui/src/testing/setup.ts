import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";
import { endWorlds } from "./open";

// The test DOM has no layout: give the virtualised tables a height to fill.
Object.defineProperties(HTMLElement.prototype, {
	clientHeight: { configurable: true, get: () => 600 },
	clientWidth: { configurable: true, get: () => 800 },
});
Element.prototype.scrollIntoView = () => undefined;
// Nor does it know its own document for one.
Object.defineProperty(Document, Symbol.hasInstance, {
	value: (each: Node | null) => each?.nodeType === Node.DOCUMENT_NODE,
});

beforeEach(() => {
	window.history.replaceState(null, "", "#/");
	document.title = "";
});
afterEach(async () => {
	cleanup();
	await endWorlds();
});

// A failing test names what it missed and where it stood; the whole page with it would bury that.
configure({
	asyncUtilTimeout: 5000,
	getElementError: (message) => {
		const told = [...document.querySelectorAll("h1, h2, [role=alert]")].map((each) => each.textContent);
		return new Error(`${message ?? "not found"}\n${told.join("\n")}`);
	},
});
