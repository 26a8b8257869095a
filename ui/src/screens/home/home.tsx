import { mayDo } from "../../lib/acts";
import { count, dayText, momentText } from "../../lib/format";
import { useHome } from "../../lib/queries";
import { Broken } from "../../parts/broken";
import { ActionLink } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import type { FrameView, HomeView, PersonView } from "../../platform";
import { Moving } from "./moving";
import { TaskList } from "./task-list";
import { Week } from "./week";

/** What to do today; below it, what moves and what was. */
export function HomeScreen({ frame }: { frame: FrameView }) {
	const home = useHome();
	if (home.error) return <Broken error={home.error} />;
	if (!home.data) return <Loading />;
	const { today, tasks, moving, week, stated } = home.data;
	return (
		<Page
			title={tasks.length > 0 ? "きょうすること" : "きょうすることはありません"}
			lead={`${dayText(today)}${tasks.length > 1 ? "　期限の近いものから並んでいます" : ""}`}
		>
			<LastLogin of={frame.person} />
			{tasks.length > 0 ? <TaskList tasks={tasks} /> : <Nothing home={home.data} frame={frame} />}
			{stated.length > 0 && (
				<Card>
					{stated.map((line) => (
						<p key={line}>{line}</p>
					))}
					<ActionLink to="/order" look="plain">
						送信の順番を見る
					</ActionLink>
				</Card>
			)}
			<div className="grid gap-4 lg:grid-cols-[3fr_2fr]">
				<Moving jobs={moving} canOpen={mayDo(frame.person, "jobs")} />
				<Week week={week} />
			</div>
		</Page>
	);
}

/** When this person was here before, and whether somebody tried to be them since. */
function LastLogin({ of: { last_login, failed_tries } }: { of: PersonView }) {
	if (failed_tries > 0)
		return (
			<p role="status" className="rounded-8 border-l-8 border-yellow-900 bg-yellow-50 px-4 py-2">
				<b className="text-yellow-1200">
					<span aria-hidden="true">▲ </span>前回のログインのあと、パスワードのまちがいが {count(failed_tries)}{" "}
					回ありました。
				</b>
				心当たりのないときは、システム管理者に伝えてください。
				{last_login && `前回のログイン ${momentText(last_login)}`}
			</p>
		);
	return last_login && <p className="text-solid-gray-700">前回のログイン {momentText(last_login)}</p>;
}

function Nothing({ home, frame }: { home: HomeView; frame: FrameView }) {
	return (
		<Card>
			<p>
				<span aria-hidden="true" className="text-green-900">
					✓{" "}
				</span>
				待っているものはありません。
				{home.last_result_at
					? `最後に結果を確認したのは ${momentText(home.last_result_at)} です。`
					: "まだ何も送っていません。"}
			</p>
			{mayDo(frame.person, "take_in") && (
				<div className="mt-3">
					<ActionLink to="/send" look="filled">
						ファイルを送る
					</ActionLink>
				</div>
			)}
		</Card>
	);
}
