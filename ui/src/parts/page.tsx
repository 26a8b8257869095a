import { type ReactNode, useEffect, useRef } from "react";
import { provisionalNote } from "../lib/words";

type PageProps = {
	/** The state in words; it is the window's title too. */
	title: string;
	lead?: ReactNode;
	/** Above the heading, e.g. the steps. */
	above?: ReactNode;
	/** At the heading's right. */
	side?: ReactNode;
	/** One comes here to fill something in: the first field takes the focus, else the heading. */
	fills?: boolean;
	children: ReactNode;
};

const fields = 'form input:checked, form input:not([type="radio"], [tabindex="-1"]), form select, form textarea';

/** A screen: its heading takes the focus when one comes to it. */
export function Page({ title, lead, above, side, fills = false, children }: PageProps) {
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => {
		document.title = `${title} — Kakehashi`;
	}, [title]);
	useEffect(() => {
		document.getElementById("main")?.scrollTo?.({ top: 0 });
		heading.current?.focus();
		const page = heading.current?.closest("[data-page]");
		if (fills) page?.querySelector<HTMLElement>(fields)?.focus();
	}, [fills]);
	return (
		<div data-page className="flex flex-col gap-4">
			{above && <div className="print:hidden">{above}</div>}
			<header className="page-heading flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
				<div>
					<h1 ref={heading} tabIndex={-1} className="text-std-26B-150">
						{title}
					</h1>
					{lead && <div className="text-solid-gray-700">{lead}</div>}
				</div>
				{side}
			</header>
			{children}
		</div>
	);
}

export function Provisional() {
	return (
		<span className="inline-block rounded-4 border border-yellow-1200 bg-yellow-50 px-2 text-yellow-1200">
			{provisionalNote}
		</span>
	);
}

/** Waits without fuss: the words come only when it takes long enough to wonder. */
export function Loading() {
	return (
		<p role="status" className="py-8 text-solid-gray-700">
			読んでいます…
		</p>
	);
}
