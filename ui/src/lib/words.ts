import type { LineNote } from "../platform";
import { lineTitle } from "../platform/words";

export {
	contactTitle,
	elementTitle,
	findingTitle,
	isUrgent,
	itemTitle,
	kindTitle,
	layerTitle,
	leakDataTitle,
	leakSealedTitle,
	leakStepTitle,
	lineTitle,
	revocationTitle,
	roleTitle,
	severityTitle,
	standingTitle,
	timelinesTitle,
	validityTitle,
	wayTitle,
} from "../platform/words";

/** The line as it is noted for the file. */
export const lineWords = (line: LineNote | null | undefined) =>
	line && [lineTitle[line.kind], line.note].filter(Boolean).join("　");

export const provisionalNote = "仮レイアウト（公式仕様ではありません）";
