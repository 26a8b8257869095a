import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { count } from "../../lib/format";
import { useComparison } from "../../lib/record-queries";
import { Broken } from "../../parts/broken";
import { ActionLink } from "../../parts/button";
import { Card } from "../../parts/card";
import { Erase } from "../../parts/erase";
import { Loading, Page } from "../../parts/page";
import { ShowFolder } from "../../parts/show-folder";
import { type ComparisonView, type HandOverView, type PersonView, platform } from "../../platform";
import { SaveForm } from "../results/save-form";
import { stateOf } from "./comparisons";

/** One file of pairs: how many need whose eyes, and the one next step. */
export function ComparisonScreen({ id, person }: { id: number; person: PersonView }) {
	const found = useComparison(id);
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const of = found.data;
	return (
		<Page title={headingOf(of)} lead={`突合${of.id}　${of.file_name}　${stateOf(of)}`}>
			<Heaps of={of} />
			<Done of={of} />
			<div className="flex flex-wrap gap-3">
				{of.waiting > 0 && (
					<ActionLink to={`/comparisons/${of.id}/pairs`} look="filled">
						次の組を見る
					</ActionLink>
				)}
				{of.settled > 0 && !of.disposed && <ActionLink to={`/comparisons/${of.id}/decided`}>決めた組を見る</ActionLink>}
				{of.sample > 0 && !of.disposed && (
					<ActionLink
						to={`/comparisons/${of.id}/sample`}
						look={of.waiting === 0 && !of.sample_seen_by ? "filled" : "outlined"}
					>
						見なくてよい組の見本を見る
					</ActionLink>
				)}
			</div>
			{of.finished && !of.disposed && mayDo(person, "save_comparison") && <Save of={of} />}
		</Page>
	);
}

function headingOf(of: ComparisonView): string {
	if (of.waiting > 0) return `あなたが確かめる組が ${count(of.waiting)} 組あります`;
	if (of.open > 0) return "ほかの人が見るのを待っています";
	if (!of.finished) return "見本を見てください";
	return of.saved ? "結果を書き出しました" : "すべて済みました";
}

const Heaps = ({ of }: { of: ComparisonView }) => (
	<ul aria-label="組の数" className="grid gap-3 sm:grid-cols-3">
		<Heap
			letter="A"
			pairs={of.a}
			words="目で見なくてよい"
			more={of.sample_seen_by && `見本を見た人：${of.sample_seen_by}`}
		/>
		<Heap letter="B" pairs={of.b} words="ひとりが目で確かめる" />
		<Heap letter="C" pairs={of.c} words="ふたりが別々に確かめる" more="同じ人が2回見ることはできません" />
	</ul>
);

function Heap({ letter, pairs, words, more }: { letter: string; pairs: number; words: string; more?: string | null }) {
	return (
		<li>
			<Card className="h-full">
				<p className="text-solid-gray-700">判定 {letter}</p>
				<p>
					<b className="figures text-std-26B-150">{count(pairs)}</b> 組
				</p>
				<p>{words}</p>
				{more && <p className="text-solid-gray-700">{more}</p>}
			</Card>
		</li>
	);
}

function Done({ of }: { of: ComparisonView }) {
	const all = of.open + of.settled;
	if (all === 0 || of.disposed) return null;
	return (
		<div>
			<p>
				目で確かめた組　<b className="figures">{count(of.settled)}</b> / {count(all)}
			</p>
			<progress aria-label="目で確かめた組" value={of.settled} max={all} />
		</div>
	);
}

function Save({ of }: { of: ComparisonView }) {
	const [saved, setSaved] = useState<HandOverView | null>(null);
	const { data: folder } = useQuery({ queryKey: ["suggested-folder"], queryFn: () => platform.suggestedFolder() });
	if (folder === undefined) return null;
	return (
		<Card title="結果を基幹システムへ渡す">
			<p className="mb-3">
				判定と、人が決めたことを1組1行で書き出します。<b>暗号化しなければ、だれにでも読めます。</b>
				渡したら消してください。
			</p>
			{saved && (
				<div className="mb-3 flex flex-wrap items-center gap-x-3">
					<p role="status" className="text-green-900">
						✓ {saved.path} に {count(saved.rows)} 行を書き出しました。
					</p>
					<ShowFolder path={saved.path} />
					<Erase line={saved} />
				</div>
			)}
			<SaveForm
				id="comparison-path"
				job={of.id}
				folder={folder}
				name={of.result_name}
				save={(to) => platform.saveComparison({ id: of.id, to })}
				onSaved={setSaved}
				filled={!of.saved}
				verb="結果を書き出す"
			/>
		</Card>
	);
}
