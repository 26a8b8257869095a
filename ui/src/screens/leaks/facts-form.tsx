import { useState } from "react";
import { isoDay } from "../../lib/dates";
import { useForm, wanted } from "../../lib/form";
import { leakDataTitle, leakSealedTitle } from "../../lib/words";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { DateField } from "../../parts/date-field";
import { Choice, LinesField, Required, TextField } from "../../parts/field";
import { Form } from "../../parts/form";
import { Page } from "../../parts/page";
import { SelectField } from "../../parts/select-field";
import type { LeakData, LeakFacts, LeakSealed } from "../../platform";

const allData = Object.keys(leakDataTitle) as LeakData[];
const sealedOptions = Object.entries(leakSealedTitle).map(([id, title]) => ({ id, title }));

/** What the commission asks for beside the bare facts, in the order of its form. */
const later = [
	["cause", "原因"],
	["harm", "二次被害か、そのおそれ"],
	["told", "本人への対応"],
	["published", "公表"],
	["prevention", "再発防止のための措置"],
] as const;

type Props = {
	/** What is known already; nothing while it is written down for the first time. */
	known?: LeakFacts;
	of: { isPending: boolean; error: unknown };
	send: (facts: LeakFacts) => void;
	onClose: () => void;
};

const day = (value: string) => (isoDay(value) ? null : "令和8年11月30日 のように入れてください。");

/** What is known of a leak. Only what happened, when it was known, and which data have to be there. */
export function FactsForm({ known, of, send, onClose }: Props) {
	const empty = {
		what: known?.what ?? "",
		found: known?.found_on ?? "",
		happened: known?.happened_on ?? "",
		people: known?.people === null || known === undefined ? "" : `${known.people}`,
		data: known?.data.join(" ") ?? "",
		sealed: known?.sealed ?? "unknown",
		malice: known?.malice ? "yes" : "",
		public: known?.public ? "yes" : "",
		cause: known?.cause ?? "",
		harm: known?.harm ?? "",
		told: known?.told ?? "",
		published: known?.published ?? "",
		prevention: known?.prevention ?? "",
	};
	const form = useForm(empty, {
		what: wanted("概要"),
		found: day,
		happened: (value) => (value.trim() ? day(value) : null),
		people: (value) => (/^\d{0,9}$/.test(value.trim()) ? null : "人数を数字で入れてください。"),
		data: (value) => (value ? null : "1つ以上選んでください。分からないときは「その他」にします。"),
	});
	const [more, setMore] = useState(known !== undefined);
	const data = allData.filter((each) => form.values.data.split(" ").includes(each));
	const setData = (now: LeakData[]) => form.set("data", now.join(" "));
	const flag = (name: "malice" | "public") => ({
		checked: form.values[name] === "yes",
		onChange: (on: boolean) => form.set(name, on ? "yes" : ""),
	});
	const submit = ({ what, found, happened, people, sealed, malice, ...typed }: typeof empty) => {
		const found_on = isoDay(found);
		if (!found_on) return;
		send({
			what,
			found_on,
			happened_on: isoDay(happened),
			people: people.trim() ? Number(people) : null,
			data,
			sealed: sealed as LeakSealed,
			malice: malice === "yes",
			public: typed.public === "yes",
			cause: typed.cause,
			harm: typed.harm,
			told: typed.told,
			published: typed.published,
			prevention: typed.prevention,
		});
	};
	const missing = form.field("data").error;
	return (
		<Page
			fills
			title={known ? "分かったことを追記します" : "漏えいを書きとめます"}
			lead="分かっていることだけでかまいません。氏名・住所・個人番号は書かないでください。"
		>
			<Form
				onSubmit={form.submit(submit)}
				of={of}
				verb={known ? "追記する" : "書きとめる"}
				look="filled"
				back={<Button onClick={onClose}>やめる</Button>}
				step
			>
				<Card title="1　何があったか">
					<div className="flex flex-col gap-3">
						<LinesField
							id="leak-what"
							label="概要"
							hint="例：結果のファイルを入れたUSBメモリーが見つからない"
							{...form.field("what")}
						/>
						<div className="grid gap-3 md:grid-cols-2">
							<DateField
								id="leak-found"
								label="知った日"
								hint="速報と確報の日は、この日から数えます"
								{...form.field("found")}
							/>
							<DateField id="leak-happened" label="起きた日" hint="分からなければ空" {...form.field("happened")} />
						</div>
					</div>
				</Card>
				<Card title="2　だれの、どのデータか">
					<div className="flex flex-col gap-3">
						<fieldset aria-describedby={missing ? "leak-data-error" : undefined}>
							<legend className="mb-1 flex items-center gap-2 font-bold">
								データ
								<Required />
							</legend>
							<div className="grid gap-2 sm:grid-cols-2">
								{allData.map((each) => (
									<Choice
										key={each}
										id={`leak-data-${each}`}
										label={leakDataTitle[each]}
										checked={data.includes(each)}
										onChange={(on) => setData(on ? [...data, each] : data.filter((it) => it !== each))}
									/>
								))}
							</div>
							{missing && (
								<p id="leak-data-error" role="alert" className="font-bold text-red-1000">
									<span aria-hidden="true">● </span>
									{missing}
								</p>
							)}
						</fieldset>
						<div className="grid items-end gap-3 md:grid-cols-2">
							<TextField
								id="leak-people"
								label="人数"
								hint="分からなければ空"
								inputMode="numeric"
								{...form.code("people")}
							/>
							<SelectField id="leak-sealed" label="暗号化" options={sealedOptions} {...form.field("sealed")} />
						</div>
						<div className="grid gap-2 md:grid-cols-2">
							<Choice id="leak-malice" label="不正の目的のおそれがある" note="確報は60日まで" {...flag("malice")} />
							<Choice id="leak-public" label="不特定多数の人が見られた" {...flag("public")} />
						</div>
					</div>
				</Card>
				{more ? (
					<Card title="3　分かったこと（空のままでもよい）">
						<div className="flex flex-col gap-3">
							{later.map(([name, label]) => (
								<LinesField key={name} id={`leak-${name}`} label={label} {...form.field(name)} />
							))}
						</div>
					</Card>
				) : (
					<div>
						<Button look="plain" onClick={() => setMore(true)}>
							原因や本人への対応も書く
						</Button>
					</div>
				)}
			</Form>
		</Page>
	);
}
