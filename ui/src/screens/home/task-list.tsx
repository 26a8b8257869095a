import { ActionLink } from "../../parts/button";
import { Card } from "../../parts/card";
import { UrgencyMark } from "../../parts/mark";
import type { Task } from "../../platform";

/** Nearest deadline first; only the first button is filled. */
export function TaskList({ tasks }: { tasks: Task[] }) {
	const first = tasks.find((task) => task.button);
	return (
		<Card className="py-1">
			<ul>
				{tasks.map((task) => (
					<li
						key={task.path + task.title}
						className="grid items-center gap-x-4 border-b border-line py-3 last:border-b-0 sm:grid-cols-[7rem_1fr_auto]"
					>
						<p className="self-start">
							<UrgencyMark urgency={task.urgency} word={task.mark} />
						</p>
						<div>
							<h2>
								<b>{task.title}</b>
								<span className="figures ml-4">{task.summary}</span>
							</h2>
							<p className="text-solid-gray-700">{task.why}</p>
						</div>
						{task.button && (
							<ActionLink
								to={task.path}
								look={task === first ? "filled" : "outlined"}
								aria-label={`${task.button}：${task.title}`}
							>
								{task.button}
							</ActionLink>
						)}
					</li>
				))}
			</ul>
		</Card>
	);
}
