import { platform } from "../platform";

/** What stands in the forms of whoever is logged in; the core keeps it for that person alone. */
const drafts = new Map<string, string>();
/** What waits for a pause of the typing, or, without a timer, for a moment in which it can be kept. */
const unsaved = new Map<string, ReturnType<typeof setTimeout> | undefined>();
/** So long nothing was typed before it is kept. */
const PAUSE = 300;
/** Before somebody is logged in there is nobody to keep it for. */
let isSomebodys = false;

/** Brings what this person has typed and not sent. */
export async function bringDrafts(): Promise<null> {
	const kept = await platform.drafts();
	drafts.clear();
	for (const { form, text } of kept) drafts.set(form, text);
	isSomebodys = true;
	return null;
}

/** What stood in a form. */
export const draftOf = (form: string): string | undefined => drafts.get(form);

/** Keeps what stands in a form; null when nothing does. Never for secrets. */
export function keepDraft(form: string, text: string | null) {
	if (!isSomebodys || (text ?? undefined) === drafts.get(form)) return;
	if (text === null) drafts.delete(form);
	else drafts.set(form, text);
	clearTimeout(unsaved.get(form));
	unsaved.set(
		form,
		setTimeout(() => void save(form), PAUSE),
	);
}

/** What was sent is no draft any more. */
export const forgetDraft = (form: string) => keepDraft(form, null);

async function save(form: string) {
	clearTimeout(unsaved.get(form));
	unsaved.delete(form);
	// What can't be kept now, for the session was locked meanwhile, is still here, and goes with what is kept next.
	await platform.keepDraft({ form, text: drafts.get(form) ?? null }).catch(() => unsaved.set(form, undefined));
}

/** Keeps at once what waits for a pause of the typing. */
export const saveDrafts = () => Promise.all([...unsaved.keys()].map(save));

/** Somebody else comes: nothing of it stays in the window. */
export function forgetDrafts() {
	for (const timer of unsaved.values()) clearTimeout(timer);
	unsaved.clear();
	drafts.clear();
	isSomebodys = false;
}
