import type { Topic } from "./topics";

export const TopicText = ({ topic }: { topic: Topic }) => (
	<>
		<p>{topic.what}</p>
		<ol className="mt-2 list-decimal pl-6">
			{topic.steps.map((step) => (
				<li key={step}>{step}</li>
			))}
		</ol>
	</>
);
