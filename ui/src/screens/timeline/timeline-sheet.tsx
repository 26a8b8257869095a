import { count, dayText } from "../../lib/format";
import { timelinesTitle } from "../../lib/words";
import { PagedSheet, type PaperColumn } from "../../parts/paged-sheet";
import type { PersonView, TimelineLine, TimelineList, TimelineShow } from "../../platform";
import { Deadline } from "./deadline";

/** As high as a page of styles.css allows. */
const ROWS_A_PAGE = 13;

const columns: PaperColumn<TimelineLine>[] = [
	{
		head: "期限",
		width: "26%",
		cell: (line) => (
			<>
				<Deadline of={line} />
				<span className="block">{line.due ? dayText(line.due) : ""}</span>
			</>
		),
	},
	{ head: "記号・番号・枝番", width: "16%", cell: (line) => line.registration },
	{ head: "氏名", width: "18%", cell: (line) => line.name },
	{ head: "届出を受けた日", width: "15%", cell: (line) => dayText(line.received_on) },
	{ head: "状態", cell: (line) => line.standing },
];

/** The list for paper. */
export const TimelineSheet = ({ of, person, show }: { of: TimelineList; person: PersonView; show: TimelineShow }) => (
	<PagedSheet
		name="登録の期限の一覧"
		title={`登録の期限　${timelinesTitle[show]}`}
		head={
			<p>
				{count(of.total)} 人　期限を過ぎた人 {count(of.overdue)} 人
			</p>
		}
		columns={columns}
		lines={of.lines}
		lineKey={(line) => line.registration}
		rowsAPage={ROWS_A_PAGE}
		person={person}
	/>
);
