import type {
	CaseAnswer,
	CaseAnswered,
	CaseChoice,
	CaseDocument,
	CaseLine,
	CaseList,
	CasePrompt,
	CaseQuestion,
	CaseView,
	FormState,
} from "../platform/bindings";
import { fail } from "./problems";
import { iso, type World } from "./world";

/** A case and what the window is never shown of it. */
export type Case = CaseView & { confirmed: Set<string>; reason: string | null };

const choice = (id: string, label: string, elements: CaseChoice["elements"], more: Partial<CaseChoice> = {}) => ({
	id,
	of: null,
	label,
	elements,
	needs_hardship: false,
	objection: null,
	named: false,
	...more,
});

const all: CaseChoice[] = [
	choice("individual_number_card", "個人番号カード", ["number", "identity"]),
	choice("notification_card", "通知カード", ["number"]),
	choice("resident_record_with_number", "番号の載った住民票の写し・住民票記載事項証明書", ["number"]),
	choice("drivers_license", "運転免許証", ["identity"]),
	choice("passport", "旅券（パスポート）", ["identity"]),
	choice("residence_card", "在留カード", ["identity"]),
	choice("pension_book", "年金手帳", ["identity"], { needs_hardship: true }),
	choice("individual_number_notice", "個人番号通知書", [], {
		objection: "番号確認にも身元確認にも使えない書類です。",
	}),
];

const prompts: CasePrompt[] = [
	{ prompt: "in_date", sentence: "期限内ですか。" },
	{
		prompt: "same_person",
		sentence: "氏名と、生年月日か住所が、届けの内容と同じですか。写真があれば、目の前の人と同じですか。",
	},
];

const words: Record<string, string> = {
	insurer: "健保組合",
	employer: "事業主",
	insured_person: "被保険者",
	person: "本人",
	agent: "代理人",
	statutory: "法定代理人",
	voluntary: "任意代理人",
	corporate: "法人の代理人",
	in_person: "対面",
	post: "郵送",
	online: "オンライン",
	telephone: "電話",
};

const titles: Partial<Record<CaseQuestion, string>> = {
	verifier: "確認する人",
	by: "届け出る人",
	agent_kind: "代理人",
	channel: "受け方",
};

export function newCase(world: World, subject: string): Case {
	const made: Case = {
		id: Math.max(0, ...world.cases.map((each) => each.id)) + 1,
		subject,
		state: "open",
		state_title: "途中",
		date: iso().slice(0, 10),
		question: "verifier",
		answered: [],
		elements: [],
		shown: [],
		choices: [],
		cheapest: [],
		rules: [],
		form: null,
		may_make_form: false,
		refusal: null,
		opened_by: world.person?.name ?? "練習 花子",
		opened_at: iso(),
		checked_by: null,
		checked_at: null,
		closed_by: null,
		closed_at: null,
		sha256: "5e".repeat(32),
		confirmed: new Set(),
		reason: null,
	};
	world.cases = [...world.cases, made];
	return made;
}

export const caseOf = (world: World, id: number): Case =>
	world.cases.find((each) => each.id === id) ?? fail("CASE_NOT_FOUND");

export function shownCase({ confirmed, reason, ...view }: Case): CaseView {
	return view;
}

function answered(question: CaseQuestion, word: string): CaseAnswered {
	return { question, title: titles[question] ?? question, words: words[word] ?? word };
}

function remember(of: Case, question: CaseQuestion, word: string) {
	const order = ["verifier", "by", "agent_kind", "channel"];
	of.answered = [...of.answered.filter((each) => each.question !== question), answered(question, word)].sort(
		(a, b) => order.indexOf(a.question) - order.indexOf(b.question),
	);
}

const key = (document: CaseDocument, prompt: string) => `${document.id} ${prompt}`;

/** Takes an answer, as the rules would: the card is enough, else one document for each element. */
export function answerCase(world: World, of: Case, answer: CaseAnswer): CaseView {
	switch (answer.to) {
		case "verifier":
			remember(of, "verifier", answer.verifier);
			break;
		case "by":
			remember(of, "by", answer.by);
			break;
		case "agent_kind":
			remember(of, "agent_kind", answer.agent_kind);
			break;
		case "channel":
			remember(of, "channel", answer.channel);
			break;
		case "shows": {
			const label = answer.label ?? all.find((each) => each.id === answer.id)?.label ?? answer.id;
			of.shown = [...of.shown, { index: of.shown.length, id: answer.id, label, objection: null, prompts }];
			break;
		}
		case "confirms": {
			const document = of.shown[answer.index];
			if (!document) return fail("INPUT_INVALID");
			document.prompts = document.prompts.filter((each) => each.prompt !== answer.prompt);
			if (!answer.yes) document.objection = "期限が切れています。";
			of.confirmed.add(key(document, answer.prompt));
			break;
		}
		case "takes_back":
			of.shown = of.shown.filter((each) => each.index !== answer.index).map((each, index) => ({ ...each, index }));
			break;
		case "difficult":
			of.reason = answer.reason;
			break;
		case "existing_file":
			break;
	}
	return judge(world, of);
}

function judge(world: World, of: Case): CaseView {
	const given = (question: CaseQuestion) => of.answered.find((each) => each.question === question)?.words;
	const open: [CaseQuestion, boolean][] = [
		["verifier", !given("verifier")],
		["by", !given("by")],
		["agent_kind", given("by") === "代理人" && !given("agent_kind")],
		["channel", !given("channel")],
	];
	of.question = open.find(([, isOpen]) => isOpen)?.[0] ?? "documents";
	if (of.question !== "documents") return shownCase(of);
	const counts = of.shown.filter((each) => each.prompts.length === 0 && !each.objection);
	const confirms = (element: CaseChoice["elements"][number]) =>
		counts.some((each) =>
			each.id === "pre_addressed_request_form"
				? element === "identity"
				: all.find((known) => known.id === each.id)?.elements.includes(element),
		);
	const element = (name: "number" | "identity", title: string) => ({
		element: name,
		title,
		standing: confirms(name) ? ("ok" as const) : ("lacking" as const),
		hardship: name === "identity" ? of.reason : null,
	});
	of.elements = [element("number", "番号確認"), element("identity", "身元確認")];
	of.choices = all.map((each) => ({ ...each, needs_hardship: each.needs_hardship && !of.reason }));
	const complete = of.elements.every((each) => each.standing === "ok");
	of.cheapest = complete ? [] : confirms("number") ? ["運転免許証"] : ["個人番号カード"];
	of.may_make_form = of.form === null && given("channel") === "郵送" && given("by") === "本人";
	of.state = complete ? "complete" : "open";
	of.state_title = complete ? "そろいました" : "途中";
	of.checked_by = complete ? (world.person?.name ?? null) : null;
	of.checked_at = complete ? iso() : null;
	of.rules = complete ? [{ id: "P-F-N1", title: "番号確認：個人番号カード", article: "法16（いまの法16一）" }] : [];
	return shownCase(of);
}

export function stepForm(world: World, of: Case, to: FormState): CaseView {
	const titleOf: Record<FormState, string> = {
		made: "作りました",
		printed: "送って待っています",
		returned: "返ってきました",
	};
	of.form = {
		made_at: iso(),
		printed_at: null,
		returned_at: null,
		...of.form,
		...(to === "printed" ? { printed_at: iso() } : {}),
		state: to,
		state_title: titleOf[to],
	};
	if (to === "returned")
		return answerCase(world, of, {
			to: "shows",
			id: "pre_addressed_request_form",
			of: null,
			label: "返された依頼書（別添15）",
		});
	return judge(world, of);
}

export function caseList(world: World): CaseList {
	const line = (of: Case): CaseLine => ({
		id: of.id,
		subject: of.subject,
		state: of.state,
		state_title: of.state_title,
		way: of.answered
			.filter((each) => each.question === "by" || each.question === "channel")
			.map((each) => each.words)
			.join("・"),
		form: of.form?.state ?? null,
		opened_at: of.opened_at,
		days: Math.round((Date.now() - Date.parse(of.opened_at)) / 86_400_000),
	});
	const forms = world.cases.flatMap((of) => (of.form ? [of.form.state] : []));
	return {
		open: world.cases.filter((of) => of.state !== "closed").map(line),
		closed: world.cases.filter((of) => of.state === "closed").map(line),
		forms_made: forms.length,
		forms_printed: forms.filter((state) => state !== "made").length,
		forms_returned: forms.filter((state) => state === "returned").length,
	};
}
