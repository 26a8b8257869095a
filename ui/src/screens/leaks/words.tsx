import { count, dateText } from "../../lib/format";
import type { LeakDue } from "../../platform";

export const unknown = "調べている";

export const peopleText = (people: number | null) => (people === null ? unknown : `${count(people)} 人`);

/** By when a part of the report is due, or when it was made. */
export function DueText({ of }: { of: LeakDue }) {
	if (of.made) return <span>✓ {dateText(of.made.on)} にしました</span>;
	if (of.days_left < 0)
		return (
			<b className="text-red-1000">
				<span aria-hidden="true">● </span>
				{dateText(of.by)} まで（{count(-of.days_left)} 日すぎました）
			</b>
		);
	return (
		<b>
			{dateText(of.by)} まで（{of.days_left === 0 ? "今日" : `あと ${count(of.days_left)} 日`}）
		</b>
	);
}
