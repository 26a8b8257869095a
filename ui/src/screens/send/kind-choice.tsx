import { Choice } from "../../parts/field";
import { Provisional } from "../../parts/page";
import type { KindView } from "../../platform";

type Props = { kinds: KindView[]; chosen: string; onChange: (kind: string) => void };

/** Every kind that can be sent, under its heading. Only the chosen one's heading lies open: the rest is a click away. */
export function KindChoice({ kinds, chosen, onChange }: Props) {
	const headings = [...new Set(kinds.map((kind) => kind.group))];
	const allProvisional = kinds.every((kind) => kind.provisional);
	const openAtFirst = kinds.find(({ kind }) => kind === chosen)?.group;
	return (
		<fieldset>
			<legend className="mb-1 flex flex-wrap items-center gap-x-4 font-bold">
				ファイルの種類 {allProvisional && <Provisional />}
			</legend>
			{headings.map((heading) => (
				<details key={heading} open={heading === openAtFirst}>
					<summary className="flex min-h-11 items-center text-blue-900 underline underline-offset-4">{heading}</summary>
					<div className="mb-2 grid gap-2 sm:grid-cols-2">
						{kinds
							.filter((kind) => kind.group === heading)
							.map((kind) => (
								<Choice
									key={kind.kind}
									id={`send-kind-${kind.kind}`}
									type="radio"
									name="send-kind"
									label={
										<>
											{kind.title} {kind.provisional && !allProvisional && <Provisional />}
										</>
									}
									checked={kind.kind === chosen}
									onChange={() => onChange(kind.kind)}
								/>
							))}
					</div>
				</details>
			))}
		</fieldset>
	);
}
