import type { Bound } from "../lib/form";
import { TextField } from "./field";

type Props = { id: string; label: string; first: Bound; again: Bound };

/** A new password or pass phrase, typed twice. */
export const NewSecret = ({ id, label, first, again }: Props) => (
	<>
		<TextField id={id} label={label} hint="12文字以上" autoComplete="new-password" {...first} />
		<TextField
			id={`${id}-again`}
			label={`${label}（もう一度）`}
			hint="確認のため再入力"
			autoComplete="new-password"
			{...again}
		/>
	</>
);
