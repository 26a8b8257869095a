import { platform } from "../platform";
import { Reveal } from "./reveal";

type Props = { place: "job" | "mismatch" | "comparison"; id: number; row?: number };

/** Where a protected person lives. */
export const Whereabouts = ({ place, id, row = 0 }: Props) => (
	<Reveal
		id="whereabouts-reason"
		what="住所"
		lead="保護の対象の人なので、住所を隠しています。"
		show={(reason) => platform.showWhereabouts({ place, id, row, reason })}
	/>
);

/** What is said before anything goes to the registered address. */
export const BeforePosting = ({ warning }: { warning: string | null | undefined }) =>
	warning ? (
		<p role="alert" className="rounded-8 border-2 border-red-1000 bg-red-50 px-4 py-2 font-bold">
			<span aria-hidden="true">● </span>
			{warning}
		</p>
	) : null;
