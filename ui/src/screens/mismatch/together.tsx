import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { count } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { Failure } from "../../parts/problem";
import { SelectField } from "../../parts/select-field";
import { type MismatchLine, type PersonView, platform } from "../../platform";

type Props = { marked: MismatchLine[]; person: PersonView; onDone: () => void };

/** Why those who are marked can't be settled together; null where they can. */
function hindrance(marked: MismatchLine[]): string | null {
	const grounds = new Set(marked.map((line) => line.differs.join("・")));
	if (marked.some((line) => line.stops_all)) return "生年月日か性別がちがう人は、1人ずつ見てください。";
	if (grounds.size > 1) return "ちがうところが同じ人だけを、まとめられます。";
	return null;
}

/** 理由付き疑いなし for all that are marked and have one ground: said by one, agreed to by another. */
export function SettleTogether({ marked, person, onDone }: Props) {
	const [open, setOpen] = useState<"propose" | "agree" | null>(null);
	const close = () => setOpen(null);
	const end = () => {
		close();
		onDone();
	};
	if (marked.length < 2) return null;
	const stays = hindrance(marked);
	if (stays) return <p>{stays}</p>;
	const all = (state: MismatchLine["state"][]) => marked.every((line) => state.includes(line.state));
	return (
		<>
			{mayDo(person, "propose_together") && all(["open", "correcting"]) && (
				<Button onClick={() => setOpen("propose")}>{count(marked.length)} 人をまとめて「疑いなし」にする…</Button>
			)}
			{mayDo(person, "agree_together") && all(["proposed"]) && (
				<Button onClick={() => setOpen("agree")}>{count(marked.length)} 人を2人目として認める…</Button>
			)}
			{open === "propose" && <Propose marked={marked} onClose={close} onDone={end} />}
			{open === "agree" && <Agree marked={marked} onClose={close} onDone={end} />}
		</>
	);
}

type DialogProps = { marked: MismatchLine[]; onClose: () => void; onDone: () => void };

/** What the first person said of each: nobody agrees to what they haven't seen. */
function Agree({ marked, onClose, onDone }: DialogProps) {
	const ids = marked.map((line) => line.id);
	const seen = useQuery({
		queryKey: ["mismatch", "together", ...ids],
		queryFn: () => Promise.all(ids.map((id) => platform.mismatch({ id }))),
	});
	const agree = useAct(platform.agreeTogether, onDone);
	return (
		<Dialog title={`${count(ids.length)} 人を2人目として認めますか`} onClose={onClose}>
			<div className="flex flex-col gap-4">
				<p>
					<b>1人ずつ、理由と確かめたものを見てください。</b>認めると、サーバーに登録され、閲覧が始まります。
				</p>
				<ul className="max-h-64 overflow-auto">
					{seen.data?.map(({ line, proposal }) => (
						<li key={line.id} className="border-b border-line py-2 last:border-b-0">
							<b>{line.name}</b> <span className="figures">{line.registration}</span>
							<span className="block">ちがうところ：{line.differs.join("・")}</span>
							<span className="block">
								{proposal?.reason}　{proposal?.evidence}（{proposal?.by}）
							</span>
						</li>
					))}
				</ul>
				<Failure of={seen.error ?? agree.error} />
				<div className="flex gap-3">
					<Button look="filled" busy={!seen.data || agree.isPending} onClick={() => agree.mutate({ ids })}>
						みな認める
					</Button>
					<Button onClick={onClose}>やめる</Button>
				</div>
			</div>
		</Dialog>
	);
}

function Propose({ marked, onClose, onDone }: DialogProps) {
	const first = marked[0];
	const [reason, setReason] = useState("");
	const [evidence, setEvidence] = useState("");
	const { data } = useQuery({
		queryKey: ["mismatch", "reasons", first?.id],
		queryFn: () => platform.mismatch({ id: first?.id ?? 0 }),
	});
	const propose = useAct(platform.proposeTogether, onDone);
	const shown = data?.reasons.find((each) => each.id === reason)?.evidence ?? [];
	return (
		<Dialog title="まとめて「理由付き疑いなし」にする" onClose={onClose}>
			<form
				className="flex flex-col gap-4"
				onSubmit={(event) => {
					event.preventDefault();
					if (reason && evidence) propose.mutate({ ids: marked.map((line) => line.id), reason, evidence });
				}}
			>
				<p>
					ちがうところが「{first?.differs.join("・")}」だけの {count(marked.length)} 人です。
					<b>1人ずつ確かめた後で、まとめてください。</b>ほかの承認者が認めるまで、登録されません。
				</p>
				<ul className="max-h-48 overflow-auto">
					{marked.map((line) => (
						<li key={line.id}>
							{line.name}　<span className="figures">{line.registration}</span>
						</li>
					))}
				</ul>
				<SelectField
					id="together-reason"
					label="同じ人だと言える理由"
					options={data?.reasons ?? []}
					value={reason}
					onChange={(value) => {
						setReason(value);
						setEvidence("");
					}}
					error={undefined}
				/>
				<SelectField
					id="together-evidence"
					label="確かめたもの"
					options={shown}
					value={evidence}
					onChange={setEvidence}
					error={undefined}
				/>
				<Failure of={propose.error} />
				<div className="flex gap-3">
					<Button type="submit" look="filled" busy={propose.isPending || !reason || !evidence}>
						2人目に回す
					</Button>
					<Button onClick={onClose}>やめる</Button>
				</div>
			</form>
		</Dialog>
	);
}
