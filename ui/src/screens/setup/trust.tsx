import { useState } from "react";
import type { Bound } from "../../lib/form";
import { dateText } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { FileField } from "../../parts/file-field";
import { Failure } from "../../parts/problem";
import { platform, type TrustView } from "../../platform";

/** The fingerprint of the authority's certificate, and which groups the person has compared with the paper. */
export function useTrust() {
	const [fingerprint, setFingerprint] = useState("");
	const [ticked, setTicked] = useState<boolean[]>([]);
	const [reminded, setReminded] = useState(false);
	const groups = inGroups(fingerprint);
	const all = groups.length > 0 && groups.every((_, i) => ticked[i]);
	return {
		fingerprint,
		groups,
		ticked,
		missing: reminded && !all,
		tick: (place: number, on: boolean) =>
			setTicked(groups.map((_, i) => (i + 1 === place ? on : (ticked[i] ?? false)))),
		// Another file is another fingerprint: every tick is undone.
		show: (sha256: string) => {
			setFingerprint(sha256);
			setTicked([]);
		},
		/** Whether every group was compared; if not, reminds of it. */
		whole: () => {
			setReminded(true);
			return all;
		},
	};
}

/** 32 pairs as 8 groups of 4, the way they are printed on paper. */
function inGroups(sha256: string): { place: number; pairs: string }[] {
	const pairs = sha256 ? sha256.split(":") : [];
	return Array.from({ length: Math.ceil(pairs.length / 4) }, (_, i) => ({
		place: i + 1,
		pairs: pairs.slice(i * 4, i * 4 + 4).join(" "),
	}));
}

type Props = { trust: ReturnType<typeof useTrust>; path: Bound };

export function Trust({ trust, path }: Props) {
	const read = useAct(platform.readTrust, ({ sha256 }) => trust.show(sha256));
	const change = (value: string) => {
		path.onChange(value);
		trust.show("");
	};
	return (
		<Card title="認証局の証明書">
			<div className="flex flex-col gap-3">
				<FileField
					id="trust-path"
					label="証明書の場所"
					hint="発行通知書といっしょに届いたCD-ROMにあります。"
					extensions={["pem", "crt", "cer"]}
					{...path}
					onChange={change}
					onChosen={(chosen) => read.mutate({ path: chosen })}
				/>
				{trust.groups.length > 0 ? (
					<>
						<Fingerprint trust={trust} />
						{read.data && <SecondLook authority={read.data} />}
					</>
				) : (
					<div>
						<Button id="trust-read" busy={read.isPending} onClick={() => read.mutate({ path: path.value })}>
							指紋を表示する
						</Button>
					</div>
				)}
				{trust.missing && (
					<p role="alert" className="font-bold text-red-1000">
						<span aria-hidden="true">● </span>
						{trust.groups.length > 0
							? "8組すべてを紙と見くらべて、印を付けてください。"
							: "「指紋を表示する」を押して、紙と見くらべてください。"}
					</p>
				)}
				<Failure of={read.error} />
			</div>
		</Card>
	);
}

/** Old papers have SHA-1 alone; name and validity then tell more. */
const SecondLook = ({ authority }: { authority: TrustView }) => (
	<p className="text-solid-gray-700">
		{authority.subject}（{dateText(authority.not_after)} まで）。紙にSHA-1（拇印）しかないときは{" "}
		<span className="font-mono">{authority.sha1}</span> を見くらべ、名前と期限も確かめてください。
	</p>
);

type FingerprintProps = { trust: ReturnType<typeof useTrust>; paper?: string };

/** The groups, each to be ticked once it was found the same on paper. */
export function Fingerprint({ trust, paper = "通知の紙" }: FingerprintProps) {
	return (
		<fieldset>
			<legend className="sr-only">指紋</legend>
			<p className="mb-2">
				{paper}と見くらべ、<b>同じ組に印を付けてください。</b>
				ちがう組があれば、使わずに連絡してください。
			</p>
			<div className="grid grid-cols-2 gap-2">
				{trust.groups.map(({ place, pairs }) => (
					<label
						key={place}
						htmlFor={`fingerprint-${place}`}
						className="flex min-h-11 items-center gap-2 rounded-8 border border-line bg-white px-2 has-checked:border-green-900 has-checked:bg-green-50"
					>
						<input
							id={`fingerprint-${place}`}
							type="checkbox"
							checked={trust.ticked[place - 1] ?? false}
							onChange={(event) => trust.tick(place, event.target.checked)}
							className="size-5 shrink-0 accent-green-900"
						/>
						<span className="font-mono whitespace-nowrap">
							<span aria-hidden="true" className="mr-2 text-solid-gray-700">
								{place}
							</span>
							{pairs}
						</span>
					</label>
				))}
			</div>
		</fieldset>
	);
}
