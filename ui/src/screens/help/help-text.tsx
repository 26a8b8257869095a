import type { Help } from "../../lib/screen";

export const HelpText = ({ of }: { of: Help }) => (
	<>
		<p>{of.what}</p>
		<ol className="mt-2 list-decimal pl-6">
			{of.steps.map((step) => (
				<li key={step}>{step}</li>
			))}
		</ol>
	</>
);
