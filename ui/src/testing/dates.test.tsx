import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { bothCalendars, isoDay } from "../lib/dates";
import { useForm } from "../lib/form";
import { halfWidth } from "../lib/half-width";
import { DateField } from "../parts/date-field";
import { TextField } from "../parts/field";

test.each([
	["19840309", "1984-03-09"],
	["１９８４０３０９", "1984-03-09"],
	["1984-3-9", "1984-03-09"],
	["1984/03/09", "1984-03-09"],
	["1984年3月9日", "1984-03-09"],
	["昭和59年3月9日", "1984-03-09"],
	["昭和５９年３月９日", "1984-03-09"],
	["S59.3.9", "1984-03-09"],
	["s590309", "1984-03-09"],
	["令和元年5月1日", "2019-05-01"],
	["平成31年4月30日", "2019-04-30"],
	["平成31年5月1日", null],
	["令和元年4月30日", null],
	["昭和64年1月7日", "1989-01-07"],
	["大正15年12月24日", "1926-12-24"],
	["1984-02-30", null],
	["19841309", null],
	["きのう", null],
	["", null],
])("%s is understood as %s", (typed, day) => {
	expect(isoDay(typed)).toBe(day);
});

test("a day is told back in both calendars", () => {
	expect(bothCalendars("1984-03-09")).toBe("1984年3月9日（昭和59年3月9日）");
	expect(bothCalendars("2019-05-01")).toBe("2019年5月1日（令和元年5月1日）");
});

test("full-width digits, letters and signs become half-width, and nothing else does", () => {
	expect(halfWidth("１２３－４５　ＡＢｃ！")).toBe("123-45 ABc!");
	expect(halfWidth("ワタナベ・花子ー")).toBe("ワタナベ・花子ー");
});

function Fields() {
	const form = useForm({ branch: "", birth: "" }, { branch: (value) => (/^\d\d$/.test(value) ? null : "2桁です。") });
	return (
		<form noValidate onSubmit={form.submit(() => undefined)}>
			<TextField id="branch" label="枝番" {...form.code("branch")} />
			<DateField id="birth" label="生年月日" {...form.field("birth")} />
			<button type="submit">送る</button>
		</form>
	);
}

test("a code is taken in full width, and a required field says that it is", async () => {
	const user = userEvent.setup();
	render(<Fields />);
	const branch = screen.getByLabelText("枝番") as HTMLInputElement;
	expect(branch.getAttribute("aria-required")).toBe("true");
	await user.type(branch, "００");
	await user.click(screen.getByRole("button", { name: "送る" }));
	expect(branch.value).toBe("00");
	expect(screen.queryByText("2桁です。")).toBeNull();
	await user.type(screen.getByLabelText("生年月日"), "Ｓ５９．３．９");
	expect(screen.getByText("1984年3月9日（昭和59年3月9日）")).toBeTruthy();
});
