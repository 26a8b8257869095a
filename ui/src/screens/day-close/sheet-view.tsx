import { count, momentText } from "../../lib/format";
import type { DaySheet } from "../../platform";

/** A hash in groups of eight, as it is copied by hand. */
const grouped = (hash: string) => hash.match(/.{1,8}/g)?.join(" ") ?? hash;

/** What a day was: the same on the screen and on paper. */
export const SheetView = ({ of }: { of: DaySheet }) => (
	<div className="flex flex-col gap-3">
		<p>
			{of.profile}　締めた人：{of.closed_by}　{momentText(of.closed_at)}
		</p>
		<h3 className="font-bold">送信</h3>
		{of.jobs.length === 0 ? (
			<p>この日に動いた送信はありません。</p>
		) : (
			<ul>
				{of.jobs.map((jobs) => (
					<li key={`${jobs.kind_title} ${jobs.state_title}`}>
						{jobs.kind_title}　{jobs.state_title}　{count(jobs.files)} 件　{count(jobs.rows)} 行（登録{" "}
						{count(jobs.ok_rows)}
						、登録できない {count(jobs.failed_rows)}）
					</li>
				))}
			</ul>
		)}
		<p>
			照会 {count(of.look_ups)} 件（見つかった {count(of.look_up_hits)} 人）　引き渡し {count(of.hand_overs)} 件　廃棄{" "}
			{count(of.disposals)} 件（{count(of.disposed_rows)} 行）
		</p>
		<h3 className="font-bold">仕事をした人</h3>
		<ul>
			{of.people.map((person) => (
				<li key={person.id}>
					{person.name}（{person.id}）　操作 {count(person.acts)} 件、うち断られた・失敗 {count(person.failed)} 件
				</li>
			))}
		</ul>
		<h3 className="font-bold">残っていること</h3>
		{of.open.length === 0 ? (
			<p>ありません。</p>
		) : (
			<ul>
				{of.open.map((what) => (
					<li key={what}>{what}</li>
				))}
			</ul>
		)}
		<h3 className="font-bold">操作の記録の控え</h3>
		<p className="break-all font-mono">
			{of.entries}:{grouped(of.head)}
		</p>
		<p className="break-all">
			端末の署名の鍵 <span className="font-mono">{grouped(of.key)}</span>
		</p>
		<p>{of.told_title}</p>
	</div>
);
