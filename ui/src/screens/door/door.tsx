import type { ReactNode } from "react";
import { Page } from "../../parts/page";

type Props = { title: string; lead?: ReactNode; version?: string; children: ReactNode };

/** A screen before the frame: one thing in the middle. */
export function Door({ title, lead, version, children }: Props) {
	return (
		<main className="mx-auto flex min-h-screen max-w-lg flex-col justify-center px-4 py-8">
			<p className="mb-4 text-std-18B-160 text-solid-gray-700">統合専用端末　Kakehashi</p>
			<div className="rounded-12 border border-line bg-white p-6 sm:p-8">
				<Page title={title} lead={lead} fills>
					{children}
				</Page>
			</div>
			{version && <p className="mt-3 text-solid-gray-700">版 {version}</p>}
		</main>
	);
}
