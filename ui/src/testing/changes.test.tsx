import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { follow } from "../lib/changes";
import type { Changed } from "../platform";

const keys = [
	["home"],
	["frame"],
	["jobs"],
	["job", 1],
	["job", 2],
	["mismatches"],
	["mismatch", 3],
	["users"],
	["audit"],
];

/** Which of the keys are asked for anew. */
function asked(...changes: Changed[]) {
	const client = new QueryClient();
	for (const key of keys) client.setQueryData(key, 0);
	follow(client, changes);
	return keys.filter((key) => client.getQueryState(key)?.isInvalidated).map((key) => key.join(" "));
}

test("only what was touched is asked for anew", () => {
	expect(asked({ job: null, touched: ["mismatch", "audit"] })).toEqual(["home", "frame", "mismatches", "mismatch 3"]);
	expect(asked({ job: 1, touched: ["job", "audit"] })).toEqual(["home", "frame", "jobs", "job 1"]);
	expect(asked({ job: 2, touched: [] })).toEqual(["jobs", "job 2"]);
	expect(asked({ job: null, touched: ["job"] })).toEqual(["home", "frame", "jobs", "job 1", "job 2"]);
	expect(asked({ job: null, touched: [] })).toEqual(["home", "frame"]);
	expect(asked({ job: null, touched: ["form"] })).toEqual(["home", "frame"]);
});
