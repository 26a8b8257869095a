import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { type Column, Table } from "../parts/table";

type Paper = { id: number; name: string; rows: number };

const papers: Paper[] = Array.from({ length: 10 }, (_, i) => ({
	id: i + 1,
	name: `届出 ${((i * 7) % 10) + 1} 号`,
	rows: (i * 3) % 10,
}));

const columns: Column<Paper>[] = [
	{ head: "名前", cell: ({ name }) => name, sort: ({ name }) => name },
	{ head: "行", cell: ({ rows }) => rows, sort: ({ rows }) => rows, right: true },
	{ head: "番号", cell: ({ id }) => id },
];

const show = () => {
	render(
		<Table
			label="届出"
			columns={columns}
			rows={papers}
			rowKey={({ id }) => id}
			filter={({ id, name }) => `${id} ${name}`}
		/>,
	);
	return userEvent.setup();
};

const cellsOf = (place: number) =>
	screen.getAllByRole("row").flatMap((row) => row.querySelectorAll("td")[place]?.textContent ?? []);
const head = (name: string) => screen.getByRole("columnheader", { name: new RegExp(name) });

test("rows keep their own order until a heading is pressed", async () => {
	const user = show();
	expect(cellsOf(2)).toEqual(papers.map(({ id }) => `${id}`));
	expect(head("名前").getAttribute("aria-sort")).toBeNull();

	await user.click(screen.getByRole("button", { name: "名前" }));
	expect(cellsOf(0)).toEqual(Array.from({ length: 10 }, (_, i) => `届出 ${i + 1} 号`));
	expect(head("名前").getAttribute("aria-sort")).toBe("ascending");

	await user.click(screen.getByRole("button", { name: "名前" }));
	expect(cellsOf(0)[0]).toBe("届出 10 号");
	expect(head("名前").getAttribute("aria-sort")).toBe("descending");

	await user.click(screen.getByRole("button", { name: "名前" }));
	expect(head("名前").getAttribute("aria-sort")).toBe("ascending");
});

test("numbers begin with the smallest, and only one column sorts at a time", async () => {
	const user = show();
	await user.click(screen.getByRole("button", { name: "名前" }));
	await user.click(screen.getByRole("button", { name: "行" }));
	expect(cellsOf(1)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
	expect(head("名前").getAttribute("aria-sort")).toBeNull();
	expect(screen.queryByRole("button", { name: "番号" })).toBeNull();
});

test("what is typed is looked for in the whole row, and how many fit is said", async () => {
	const user = show();
	await user.type(screen.getByRole("searchbox", { name: "届出をしぼりこむ" }), " 10 ");
	expect(cellsOf(2).sort()).toEqual(["10", "8"]);
	expect(screen.getByRole("status").textContent).toBe("2 行");
	await user.clear(screen.getByRole("searchbox"));
	expect(cellsOf(2)).toHaveLength(10);
	await user.type(screen.getByRole("searchbox"), "ない");
	expect(screen.getByText("ありません")).toBeTruthy();
});
