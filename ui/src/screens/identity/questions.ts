import type { CaseAnswer, CaseQuestion } from "../../platform";

export type Option = { id: string; title: string; note: string; answer: CaseAnswer };

type Asked = { title: string; lead: string; options: Option[] };

/** The questions before the documents: who is before you, and how do they reach you. */
export const questions: Record<Exclude<CaseQuestion, "documents">, Asked> = {
	verifier: {
		title: "だれの番号が、どこから届きますか",
		lead: "だれが本人を確かめるかは、届き方で決まっています。",
		options: [
			{
				id: "direct",
				title: "被保険者の番号が、本人からじかに",
				note: "健保組合が確かめます",
				answer: { to: "verifier", verifier: "insurer" },
			},
			{
				id: "direct-dependent",
				title: "その被扶養者の番号が、じかに",
				note: "被保険者が確かめます",
				answer: { to: "verifier", verifier: "insured_person" },
			},
			{
				id: "employer",
				title: "被保険者の番号が、事業主を通して",
				note: "事業主が確かめます",
				answer: { to: "verifier", verifier: "employer" },
			},
			{
				id: "employer-dependent",
				title: "被扶養者の番号が、事業主を通して",
				note: "被保険者が確かめます",
				answer: { to: "verifier", verifier: "insured_person" },
			},
		],
	},
	by: {
		title: "届け出るのはだれですか",
		lead: "番号の本人か、代わりの人かを選んでください。",
		options: [
			{ id: "person", title: "本人", note: "番号の本人", answer: { to: "by", by: "person" } },
			{ id: "agent", title: "代理人", note: "本人の代わりに届ける人", answer: { to: "by", by: "agent" } },
		],
	},
	agent_kind: {
		title: "どの代理人ですか",
		lead: "代理権を示す書類が変わります。",
		options: [
			{
				id: "statutory",
				title: "法定代理人",
				note: "親権者、成年後見人など",
				answer: { to: "agent_kind", agent_kind: "statutory" },
			},
			{
				id: "voluntary",
				title: "任意代理人",
				note: "本人が委任した人",
				answer: { to: "agent_kind", agent_kind: "voluntary" },
			},
			{
				id: "corporate",
				title: "法人の代理人",
				note: "社会保険労務士法人など",
				answer: { to: "agent_kind", agent_kind: "corporate" },
			},
		],
	},
	channel: {
		title: "どうやって届きましたか",
		lead: "使える書類が変わります。",
		options: [
			{ id: "in_person", title: "対面", note: "窓口に来た", answer: { to: "channel", channel: "in_person" } },
			{
				id: "post",
				title: "郵送",
				note: "写しが届いた、または送ってもらう",
				answer: { to: "channel", channel: "post" },
			},
			{ id: "online", title: "オンライン", note: "電子申請など", answer: { to: "channel", channel: "online" } },
			{ id: "telephone", title: "電話", note: "前に確かめた人だけ", answer: { to: "channel", channel: "telephone" } },
		],
	},
	existing_file: {
		title: "前に本人確認をして作ったファイルがありますか",
		lead: "電話では、前に確かめた人の記録を探すときだけ、番号を受けられます。",
		options: [
			{ id: "yes", title: "あります", note: "それを使って確かめます", answer: { to: "existing_file", yes: true } },
			{ id: "no", title: "ありません", note: "電話では受けられません", answer: { to: "existing_file", yes: false } },
		],
	},
};
