import type { ReactNode } from "react";
import { createPortal } from "react-dom";

/** What a screen prints instead of itself. It stands beside the screen, not in it, and shows on paper only. */
export const Sheet = ({ name, children }: { name: string; children: ReactNode }) =>
	createPortal(
		<section aria-label={name} className="alone hidden print:block">
			{children}
		</section>,
		document.body,
	);
