import axe from "axe-core";
import { expect, test } from "vitest";
import { heading, open } from "./open";

/** What axe finds; colours need a real browser and are looked at there. */
async function violations(): Promise<string[]> {
	const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
	return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" ")}`);
}

test.each([
	["fresh", "/"],
	["fresh-sealed", "/"],
	["admin-unfinished", "/setup"],
	["unlock", "/"],
	["log-in", "/"],
	["clerk", "/"],
	["busy", "/"],
	["busy", "/send"],
	["busy", "/jobs"],
	["busy", "/jobs/2"],
	["busy", "/jobs/3"],
	["busy", "/jobs/4"],
	["busy", "/jobs/5"],
	["busy", "/jobs/2/result"],
	["busy", "/results"],
	["busy", "/server"],
	["busy", "/help"],
	["busy", "/records"],
	["busy", "/nothing-here"],
	["busy", "/jobs/99"],
	["million", "/jobs/6"],
	["clerk", "/identity"],
	["confirming", "/identity"],
	["confirming", "/identity/1"],
	["confirming", "/identity/2"],
	["confirming", "/comparisons"],
	["confirming", "/comparisons/1"],
	["confirming", "/comparisons/1/pairs"],
	["confirming", "/comparisons/1/sample"],
	["looking-up", "/look-ups"],
	["admin", "/look-ups"],
	["looking-up", "/numbers"],
	["mismatched", "/mismatches"],
	["mismatched", "/mismatches/1"],
	["mismatched-second", "/mismatches/2"],
	["hurried", "/timelines"],
	["hurried", "/timelines/101-40-00"],
	["hurried", "/"],
	["approver", "/pia"],
	["assessed", "/pia"],
	["held", "/jobs/7"],
	["approver", "/approvals"],
	["approver", "/jobs/4/approval"],
	["admin", "/certificates"],
	["admin", "/connection"],
	["admin", "/certificates/1"],
	["admin-asking", "/setup"],
	["admin-several", "/certificates"],
	["admin-several", "/setup/new"],
	["admin-file-test", "/certificates"],
	["log-in", "/connection"],
	["admin", "/users"],
	["admin", "/earlier"],
	["auditor", "/earlier"],
	["admin", "/definitions"],
	["admin", "/definitions/member-registration/仮-2026.1"],
	["admin", "/settings"],
	["auditor", "/settings"],
	["left", "/jobs"],
	["admin", "/password"],
	["auditor", "/records"],
])("%s at %s is free of axe's complaints", async (scenario, path) => {
	open(scenario, path);
	await heading(/./);
	expect(await violations()).toEqual([]);
});

test("axe would complain of an input without a label", async () => {
	document.body.append(document.createElement("input"));
	expect((await violations()).join()).toContain("label");
	document.querySelector("body > input")?.remove();
});
