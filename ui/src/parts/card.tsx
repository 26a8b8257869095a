import { type ReactNode, useId } from "react";

type CardProps = { title?: string; children: ReactNode; className?: string };

/** A white sheet; with a title it is a region of its own. */
export function Card({ title, children, className = "" }: CardProps) {
	const id = useId();
	const shape = `relative rounded-12 border border-line bg-white p-5 print:border-0 print:p-0 ${className}`;
	if (!title) return <div className={shape}>{children}</div>;
	return (
		<section aria-labelledby={id} className={shape}>
			<h2 id={id} className="mb-3 text-std-18B-160">
				{title}
			</h2>
			{children}
		</section>
	);
}

/** Names and values, e.g. 受付番号 and its number. Empty values are left out. */
export function Facts({ of, columns = false }: { of: [string, ReactNode][]; columns?: boolean }) {
	const shape = columns ? "grid-cols-[auto_1fr] xl:grid-cols-[auto_1fr_auto_1fr]" : "grid-cols-[auto_1fr]";
	return (
		<dl className={`grid gap-x-5 gap-y-1 ${shape}`}>
			{of
				.filter(([, value]) => value !== null && value !== undefined && value !== "")
				.map(([name, value]) => (
					<div key={name} className="contents">
						<dt className="text-solid-gray-700">{name}</dt>
						<dd className="figures">{value}</dd>
					</div>
				))}
		</dl>
	);
}
