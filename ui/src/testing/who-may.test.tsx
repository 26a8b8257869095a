import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { field, heading, open } from "./open";

test("the table of acts says what each role may do, and is sought in", async () => {
	const { user } = await open("admin", "/users");
	await heading(/利用者は/);
	const table = await screen.findByRole("table", { name: "操作と役割" });
	for (const role of ["業務担当者", "承認者", "システム管理者", "監査担当者"]) {
		expect(within(table).getByRole("columnheader", { name: new RegExp(role) })).toBeTruthy();
	}
	await user.type(await field("操作と役割をしぼりこむ"), "承認する");
	const row = await screen.findByRole("row", { name: /^承認する/ });
	const cells = within(row)
		.getAllByRole("cell")
		.map((cell) => cell.textContent);
	expect(cells).toEqual(["承認する", "―", "できる", "―", "―"]);
});
