import { type Form, useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { kindTitle } from "../../lib/words";
import { isLine } from "../../parts/line-fields";
import {
	type LineKind,
	type PlaceDraft,
	type ProfileKind,
	type ProfileView,
	platform,
	type SetupSheet,
} from "../../platform";
import { useTrust } from "./trust";

export type PlaceValues = {
	kind: ProfileKind | "";
	/** Whether people carry the files there. */
	byHand: "yes" | "";
	url: string;
	insurer: string;
	terminal: string;
	trustPath: string;
	line: LineKind | "";
	lineNote: string;
	proxy: string;
	proxyUser: string;
	proxyPassword: string;
};

type Check = (value: string, values: PlaceValues) => string | null;

/** Whether people may carry the files: not to the practice server, which has no screen of its own. */
export const hasWays = (kind: PlaceValues["kind"]) => kind !== "" && kind !== "training" && kind !== "file-test";

/** Whether the terminal itself connects: 機関内テスト leads nowhere, and by hand people go. */
export const connects = ({ kind, byHand }: PlaceValues) => kind !== "file-test" && !(hasWays(kind) && byHand !== "");

/** To which kind of steps a profile leads: by hand there is neither certificate nor connection. */
export const leadsTo = ({ kind, way }: Pick<ProfileView, "kind" | "way">): ProfileKind =>
	way === "direct" ? kind : "file-test";

/** Where the terminal doesn't connect, nothing is asked of a server. */
const ofServer =
	(check: (value: string) => string | null): Check =>
	(value, values) =>
		connects(values) ? check(value) : null;

/** What is typed about the place to connect to: as it was left, or prefilled from the set-up sheet. */
export function usePlace(sheet: SetupSheet | null, draft: PlaceDraft | null, known: ProfileView[]) {
	const form: Form<PlaceValues> = useForm<PlaceValues>(
		{ ...fromSheet(sheet), ...(draft && fromDraft(draft)), byHand: "", proxyUser: "", proxyPassword: "" },
		{
			kind: (value) => (value ? null : "接続先の種類を選んでください。"),
			url: ofServer((value) => (value.startsWith("https://") ? null : "https:// で始まるURLを入れてください。")),
			insurer: (value) => (/^\d{6,8}$/.test(value) ? null : "保険者番号を半角の数字で入れてください。"),
			terminal: ofServer(wanted("端末の名前")),
			trustPath: ofServer(wanted("認証局の証明書の場所")),
		},
	);
	const trust = useTrust();
	const keeping = useAct(platform.keepPlaceDraft);
	return {
		form,
		trust,
		name: freeName(sheet?.profile || kindTitle[form.values.kind || "training"], known),
		/** Keeps what was typed, so that one can go on with it another day. */
		keep: () => keeping.mutate({ draft: toDraft(form.values) }),
	};
}

const fromSheet = (sheet: SetupSheet | null) => ({
	kind: sheet?.kind ?? ("" as const),
	url: sheet?.url ?? "",
	insurer: sheet?.insurer ?? "",
	terminal: sheet?.terminal ?? "",
	trustPath: sheet?.trustPath ?? "",
	line: "" as const,
	lineNote: "",
	proxy: "",
});

const isKind = (text: string): text is ProfileKind => text in kindTitle;

const fromDraft = ({ kind, url, insurer, terminal, trust_path, line, line_note, proxy }: PlaceDraft) => ({
	kind: isKind(kind) ? kind : ("" as const),
	url,
	insurer,
	terminal,
	trustPath: trust_path,
	line: isLine(line) ? line : ("" as const),
	lineNote: line_note,
	proxy,
});

/** Neither the proxy's user nor its password. */
const toDraft = ({ kind, url, insurer, terminal, trustPath, line, lineNote, proxy }: PlaceValues): PlaceDraft => ({
	kind,
	url,
	insurer,
	terminal,
	trust_path: trustPath,
	line,
	line_note: lineNote,
	proxy,
});

/** A profile can't be changed once registered; another try gets another name. */
function freeName(wish: string, known: ProfileView[]): string {
	const taken = new Set(known.map((profile) => profile.name));
	let name = wish;
	for (let i = 2; taken.has(name); i += 1) name = `${wish}${i}`;
	return name;
}
