import { stampText } from "../../lib/format";
import { Sheet } from "../../parts/sheet";
import type { DaySheet, PersonView } from "../../platform";
import { SheetView } from "./sheet-view";

/** A day for paper: who printed it and when, what the day was, a place for two seals. */
export const DayPaper = ({ of, person }: { of: DaySheet; person: PersonView }) => (
	<Sheet name="当日締め">
		<header className="border-b border-black">
			<h2 className="text-std-18B-160">当日締め　{of.day}</h2>
			<p>
				印刷：{person.name}（{person.id}）　{stampText(new Date())}
			</p>
		</header>
		<SheetView of={of} />
		<p className="mt-8">確認した人（1人め）：　　　　　　　　　印　　確認した人（2人め）：　　　　　　　　　印</p>
	</Sheet>
);
