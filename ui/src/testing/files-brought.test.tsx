import { readFileSync, writeFileSync } from "node:fs";
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { platform } from "../platform";
import { newest } from "./newest";
import { button, field, heading, link, open } from "./open";

const chosen = () => screen.getByRole<HTMLInputElement>("radio", { checked: true }).id;

test("the kind is proposed from what stands in the file, and what the person chooses stays", async () => {
	const { user, world } = await open("clerk", "/send");
	const path = world.file("qualification.csv");
	await platform.saveTemplate({ kind: "qualification", path });
	await user.click(await field("ファイルの場所"));
	await user.paste(`"${path}"`);
	expect(((await field("ファイルの場所")) as HTMLInputElement).value).toBe(path);
	expect(await screen.findByText("中身の見出しから、種類を「資格情報」にしました。")).toBeTruthy();
	await waitFor(() => expect(chosen()).toBe("send-kind-qualification"));
	await user.click(screen.getByLabelText(/^加入者情報一括登録/));
	await waitFor(() => expect(chosen()).toBe("send-kind-member-registration"));
	await user.click(await button("検査する"));
	expect(await screen.findByText(/「被用者保険-資格情報登録ファイル」のように見え/)).toBeTruthy();
});

test("several files dropped at once are each taken in with their own kind, and a path of before is one click away", async () => {
	const { user, world } = await open("clerk", "/send");
	const good = world.file("good.csv");
	const second = world.file("second.csv");
	writeFileSync(second, readFileSync(good, "utf8").replace("\r\n", "\r\n").split("\r\n").slice(0, -2).join("\r\n"));
	await heading("送るファイルを選んでください");
	await world.drop(good, second);
	await screen.findByRole("heading", { name: "2 つのファイル" });
	for (const name of ["good.csv", "second.csv"]) {
		await waitFor(() =>
			expect(screen.getByLabelText<HTMLSelectElement>(`${name} の種類`).value).toBe("member-registration"),
		);
		await user.click(await button(`検査する：${name}`));
		await link(`検査を見る：${name}`);
	}
	expect((await platform.jobs({ part: newest })).map((job) => job.file_name).sort()).toEqual([
		"good.csv",
		"second.csv",
	]);
	await user.click(await button("1つだけ選びなおす"));
	await user.type(await field("ファイルの場所"), good);
	await user.click(await button("検査する"));
	await screen.findByText(/もう預かっています|同じ/);
	await user.clear(await field("ファイルの場所"));
	await user.click(await button("good.csv"));
	expect(((await field("ファイルの場所")) as HTMLInputElement).value).toBe(good);
});

test("a heading that isn't right says which column is missing or called otherwise; a book and a folder are named as such", async () => {
	const { user, world } = await open("clerk", "/send");
	const text = readFileSync(world.file("good.csv"), "utf8");
	const cases: [name: string, content: string, said: RegExp][] = [
		["renamed.csv", text.replace("届出受理日", "届出日"), /「届出受理日」が「届出日」になっています/],
		["missing.csv", text.replace("異動区分,", ""), /ない列：「異動区分」/],
		["book.xlsx", "PK\u0003\u0004xl/workbook.xml", /Excelのブック/],
	];
	for (const [name, content, said] of cases) {
		writeFileSync(world.file(name), content);
		await user.clear(await field("ファイルの場所"));
		await user.type(await field("ファイルの場所"), world.file(name));
		await user.click(await button("検査する"));
		expect(await screen.findByText(said)).toBeTruthy();
	}
	await user.clear(await field("ファイルの場所"));
	await user.type(await field("ファイルの場所"), world.dir);
	await user.click(await button("検査する"));
	expect(await screen.findByText(/はフォルダーです/)).toBeTruthy();
});

test("clerks read every kind's description and write its template; so the pairs of 突合の確認, with Japanese headings", async () => {
	const { user, world } = await open("clerk", "/send");
	await user.click(await link("列と決まりを見る"));
	await heading("加入者情報一括登録");
	await user.click(await button("ひな形を作る…"));
	const to = await field("書き出す場所");
	await user.clear(to);
	await user.type(to, world.file("template.csv"));
	await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "書き出す" }));
	await screen.findByText(/に書き出しました。/);
	expect(readFileSync(world.file("template.csv"), "utf8")).toMatch(/^異動区分,異動日,届出受理日/);
	await platform.saveTemplate({ kind: "pairs", path: world.file("pairs.csv") });
	const pairs = readFileSync(world.file("pairs.csv"), "utf8");
	writeFileSync(
		world.file("pairs.csv"),
		`${pairs}1,練習　花子,レンシュウ　ハナコ,19800211,2,架空市1-1,練習　花子,レンシュウ　ハナコ,19800211,2,架空市1-1\r\n`,
	);
	expect((await platform.takePairs({ path: world.file("pairs.csv") })).pairs).toBe(1);
});
