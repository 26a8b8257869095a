import { mayDo } from "../../lib/acts";
import { useForm, wanted } from "../../lib/form";
import { count, momentText } from "../../lib/format";
import { rememberFile } from "../../lib/recent";
import { useComparisonAct, useComparisons } from "../../lib/record-queries";
import { navigate } from "../../lib/router";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { FileField } from "../../parts/file-field";
import { Form } from "../../parts/form";
import { Loading, Page } from "../../parts/page";
import { Template } from "../../parts/template";
import { type ComparisonView, type PersonView, platform } from "../../platform";

/** Files of pairs: what waits, and a new one taken in. */
export function ComparisonsScreen({ person }: { person: PersonView }) {
	const found = useComparisons();
	if (found.error) return <Broken error={found.error} />;
	if (!found.lines) return <Loading />;
	const waiting = found.lines.reduce((sum, each) => sum + each.waiting, 0);
	const next = found.lines.find((each) => each.waiting > 0 || (each.finished && !each.saved));
	return (
		<Page
			title={waiting > 0 ? `目で確かめる組が ${count(waiting)} 組あります` : "目で確かめる組はありません"}
			lead="健保組合の記録と住基の記録をくらべ、人が見るのは、見なければならない組だけにします。"
		>
			{found.lines.length > 0 && (
				<Card className="py-1">
					<ul>
						{found.lines.map((each) => (
							<Line key={each.id} of={each} first={each === next} />
						))}
					</ul>
					{found.hasMore && <Button onClick={found.more}>前の突合も見る</Button>}
				</Card>
			)}
			{mayDo(person, "take_pairs") && <TakeIn filled={next === undefined} />}
		</Page>
	);
}

function Line({ of, first }: { of: ComparisonView; first: boolean }) {
	return (
		<li className="grid items-center gap-x-4 border-b border-line py-3 last:border-b-0 sm:grid-cols-[1fr_auto]">
			<div>
				<h2>
					<b>突合{of.id}</b>
					<span className="ml-4">{of.file_name}</span>
					<span className="figures ml-4">{count(of.pairs)} 組</span>
				</h2>
				<p className="text-solid-gray-700">
					{of.taken_by} が {momentText(of.taken_at)} に預けました。{stateOf(of)}
				</p>
			</div>
			<ActionLink
				to={`/comparisons/${of.id}`}
				look={first ? "filled" : "outlined"}
				aria-label={`${of.saved ? "見る" : "続ける"}：突合${of.id}`}
			>
				{of.saved ? "見る" : "続ける"}
			</ActionLink>
		</li>
	);
}

export function stateOf(of: ComparisonView): string {
	if (of.disposed) return "結果を渡し終え、組は廃棄しました。";
	if (of.saved) return "結果を書き出しました。";
	if (of.finished) return "すべて済みました。結果を書き出せます。";
	if (of.open === 0) return "見本を見ると、結果を書き出せます。";
	const others = of.open - of.waiting;
	return `残り ${count(of.open)} 組${others > 0 ? `（うち ${count(others)} 組は、ほかの人を待っています）` : ""}。`;
}

function TakeIn({ filled }: { filled: boolean }) {
	const form = useForm({ path: "" }, { path: wanted("ファイルの場所") });
	const take = useComparisonAct(platform.takePairs, (taken) => {
		navigate(`/comparisons/${taken.id}`);
	});
	return (
		<Card title="くらべる組のファイルを預ける">
			<Form
				onSubmit={form.submit(({ path }) => {
					rememberFile("pairs-path", path.trim());
					take.mutate({ path: path.trim() });
				})}
				of={take}
				verb={take.isPending ? "くらべています…" : "預けてくらべる"}
				look={filled ? "filled" : "outlined"}
			>
				<FileField
					id="pairs-path"
					label="ファイルの場所"
					hint="保険者と住基の5情報を1行に並べたCSV（UTF-8かシフトJIS）。写しを暗号化して預かり、もとのファイルには触りません。"
					extensions={["csv"]}
					{...form.field("path")}
				/>
				<div>
					<Template kind="pairs" title="突合の組" extension="csv" />
				</div>
			</Form>
		</Card>
	);
}
