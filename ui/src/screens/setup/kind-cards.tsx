import type { Bound } from "../../lib/form";
import { kindTitle } from "../../lib/words";
import type { ProfileKind } from "../../platform";

const kinds: [kind: ProfileKind, note: string][] = [
	["training", "練習用のサーバー"],
	["file-test", "検査だけ"],
	["connection-test", "つながるか試す"],
	["rehearsal", "本番の前の通し"],
	["production", "本物を送る"],
];

/** Five environments, told apart by word, colour and place. */
export function KindCards({ value, onChange, error }: Bound) {
	return (
		<fieldset aria-describedby={error ? "profile-kind-error" : undefined}>
			<legend className="sr-only">どこへつなぎますか</legend>
			<div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-5">
				{kinds.map(([kind, note]) => (
					<label
						key={kind}
						htmlFor={`profile-kind-${kind}`}
						data-profile={kind}
						className="flex min-h-11 items-start gap-2 rounded-8 border border-line border-l-8 border-l-profile bg-white px-2 py-2 has-checked:border-profile has-checked:bg-profile-pale"
					>
						<input
							type="radio"
							id={`profile-kind-${kind}`}
							name="profile-kind"
							value={kind}
							checked={value === kind}
							onChange={() => onChange(kind)}
							aria-invalid={error ? true : undefined}
							className="mt-1.5 size-5 shrink-0 accent-profile"
						/>
						<span>
							<b className="block text-profile">{kindTitle[kind]}</b>
							<span className="text-solid-gray-700">{note}</span>
						</span>
					</label>
				))}
			</div>
			{error && (
				<p id="profile-kind-error" className="font-bold text-red-1000">
					<span aria-hidden="true">● </span>
					{error}
				</p>
			)}
		</fieldset>
	);
}
