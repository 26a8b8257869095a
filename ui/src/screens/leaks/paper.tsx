import type { ReactNode } from "react";
import { dateText, momentText, stampText } from "../../lib/format";
import { contactTitle, leakSealedTitle } from "../../lib/words";
import { Facts } from "../../parts/card";
import { Sheet } from "../../parts/sheet";
import type { Contact, LeakView, PersonView } from "../../platform";
import { DueText, peopleText, unknown } from "./words";

const orUnknown = (text: string): ReactNode =>
	text ? <span className="whitespace-pre-wrap">{text}</span> : <span className="text-solid-gray-700">{unknown}</span>;

/** What is known: the same on the screen and on paper. */
export function LeakFactsList({ of: { facts, data, classes, left_open, contacts, events } }: { of: LeakView }) {
	return (
		<div className="flex flex-col gap-3">
			<Facts
				of={[
					["概要", orUnknown(facts.what)],
					["知った日", dateText(facts.found_on)],
					["起きた日", orUnknown(facts.happened_on ? dateText(facts.happened_on) : "")],
					["人数", peopleText(facts.people)],
					["データ", data.join("、")],
					["暗号化", leakSealedTitle[facts.sealed]],
					["不正の目的", facts.malice ? "おそれがある" : "書かれていない"],
					["不特定多数", facts.public ? "見られた" : "書かれていない"],
					["原因", orUnknown(facts.cause)],
					["二次被害", orUnknown(facts.harm)],
					["本人への対応", orUnknown(facts.told)],
					["公表", orUnknown(facts.published)],
					["再発防止", orUnknown(facts.prevention)],
				]}
			/>
			<h3 className="font-bold">番号法29条の4の種類</h3>
			<ul>
				{[...classes, ...left_open].map((line) => (
					<li key={line}>{line}</li>
				))}
			</ul>
			<h3 className="font-bold">連絡先</h3>
			<Facts of={contacts.map((contact) => [contactTitle[contact.role], <Reach key={contact.role} of={contact} />])} />
			<h3 className="font-bold">書いたこと</h3>
			<ul>
				{events.map((event) => (
					<li key={event.at}>
						{momentText(event.at)}　{event.by}　{event.what}
					</li>
				))}
			</ul>
		</div>
	);
}

/** On paper what nobody has written is filled in by hand. */
const Reach = ({ of: { name, reach, note } }: { of: Contact }) =>
	name ? (
		<>
			{name}　{reach}　{note}
		</>
	) : (
		<>
			<span className="print:hidden">まだ書かれていません</span>
			<span className="hidden print:inline">名前＿＿＿＿＿＿＿＿＿＿　電話＿＿＿＿＿＿＿＿＿＿</span>
		</>
	);

/** The leak for paper. It runs over as many pages as what is written takes. */
export const LeakPaper = ({ of, person }: { of: LeakView; person: PersonView }) => (
	<Sheet name={`漏えい${of.id}の記録`}>
		<header className="border-b border-black">
			<h2 className="text-std-18B-160">
				漏えい{of.id}の記録　{of.state_title}
			</h2>
			<p>
				印刷：{person.name}（{person.id}）　{stampText(new Date())}
			</p>
		</header>
		<ul className="my-2">
			{of.dues.map((due) => (
				<li key={due.step}>
					{due.title}　<DueText of={due} />　{due.made?.to}
				</li>
			))}
		</ul>
		<LeakFactsList of={of} />
		<p className="mt-4 border-t border-black pt-2 font-mono break-all">SHA-256 {of.sha256}</p>
	</Sheet>
);
