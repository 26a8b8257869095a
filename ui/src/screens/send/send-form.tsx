import { useEffect, useRef, useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { rememberFile } from "../../lib/recent";
import { Link, navigate } from "../../lib/router";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { FileField } from "../../parts/file-field";
import { Form } from "../../parts/form";
import { Failure, Problem } from "../../parts/problem";
import { Template } from "../../parts/template";
import { type KindView, type Listed, platform, toProblem } from "../../platform";
import { KindChoice } from "./kind-choice";
import { useLikeness } from "./likeness";

const field = "send-path";

type Props = { kinds: KindView[]; onSeveral: (paths: string[]) => void };

const plain = (value: string) => value.replaceAll(",", "").trim();
const inDigits = (value: string) => (/^\d{0,18}$/.test(plain(value)) ? null : "数字だけを入れてください。");

/** What was typed from a list; null where nothing was. */
const listed = ({ rows, sum, sum_of }: { rows: string; sum: string; sum_of: string }): Listed | null =>
	rows || sum
		? {
				rows: plain(rows) ? Number(plain(rows)) : null,
				sum: plain(sum) || null,
				sum_of: sum_of.trim() || null,
				sha256: null,
			}
		: null;

/** One file: chosen, its kind proposed from what stands in it, checked. */
export function SendForm({ kinds, onSeveral }: Props) {
	const form = useForm(
		{ path: "", kind: kinds[0]?.kind ?? "", rows: "", sum: "", sum_of: "" },
		{ path: wanted("ファイルの場所"), rows: inDigits, sum: inDigits },
	);
	const { kind, path } = form.values;
	const [by, setBy] = useState<"person" | "content">("person");
	const takeIn = useAct(platform.takeIn, (job) => navigate(`/jobs/${job.id}`));
	const like = useLikeness(path);
	const takeInAs = useAct(platform.takeInAs, (job) => navigate(`/jobs/${job.id}`));
	const other = takeInAs.error ? null : inOtherEncoding(takeIn.error);
	const chosen = kinds.find((each) => each.kind === kind);
	const offered = like && kinds.find((each) => each.kind === like.kind);

	const proposed = useRef("");
	useEffect(() => {
		// Each file is proposed once; what the person chooses afterwards stays.
		if (!offered || proposed.current === path) return;
		proposed.current = path;
		if (offered.kind === kind) return;
		form.set("kind", offered.kind);
		setBy("content");
	});

	return (
		<Form
			onSubmit={form.submit((values) => {
				rememberFile(field, values.path.trim());
				takeIn.mutate({ path: values.path.trim(), kind: values.kind, listed: listed(values) });
			})}
			of={other ? { ...takeIn, error: null } : takeIn}
			verb="検査する"
			look="filled"
		>
			<Card className="flex flex-col gap-5">
				<FileField
					id={field}
					label="ファイルの場所"
					hint="ファイルをこの画面に落としても入ります。いくつか一度に落とせます。"
					extensions={[...new Set(kinds.map((each) => each.extension))]}
					onSeveral={onSeveral}
					{...form.field("path")}
				/>
				<p role="status" className="empty:hidden">
					{by === "content" && offered?.kind === kind && `中身の見出しから、種類を「${offered.title}」にしました。`}
					{like && !offered && <Elsewhere like={like} />}
				</p>
				<KindChoice
					key={by === "content" ? kind : ""}
					kinds={kinds}
					chosen={kind}
					onChange={(chosen) => {
						setBy("person");
						form.set("kind", chosen);
					}}
				/>
				{chosen && (
					<div className="flex flex-wrap items-center gap-x-4">
						<span className="text-solid-gray-700">「{chosen.title}」の形</span>
						<Link
							to={`/definitions/${chosen.kind}/${encodeURIComponent(chosen.version)}`}
							className="inline-flex min-h-11 items-center text-blue-900 underline underline-offset-4"
						>
							列と決まりを見る
						</Link>
						<Template kind={chosen.kind} title={chosen.title} extension={chosen.extension} />
					</div>
				)}
				<details>
					<summary className="flex min-h-11 items-center text-blue-900 underline underline-offset-4">
						基幹システムの一覧にある件数や合計と合わせる
					</summary>
					<div className="grid gap-4 md:grid-cols-3">
						<TextField id="send-rows" label="件数（見出しは数えない）" inputMode="numeric" {...form.code("rows")} />
						<TextField id="send-sum" label="合計" inputMode="numeric" {...form.code("sum")} />
						<TextField
							id="send-sum-of"
							label="どの項目の合計か"
							hint="金額の項目が1つだけの種類では、空のままでかまいません。"
							{...form.field("sum_of")}
						/>
					</div>
					<p>
						「ファイル名.control」という控えのファイルが横にあれば、入れなくても合わせます。ちがうときは、途中で切れたか変わったファイルです。
					</p>
				</details>
			</Card>
			{other && (
				<Problem problem={other} fresh>
					<Button
						busy={takeInAs.isPending}
						onClick={() =>
							takeInAs.mutate({
								path: path.trim(),
								kind,
								encoding: other.params.encoding ?? "",
								listed: listed(form.values),
							})
						}
					>
						このファイルを{other.params.found}として読みなおす
					</Button>
				</Problem>
			)}
			<Failure of={takeInAs.error} />
		</Form>
	);
}

/** The problem of a file that is written in another character code, which it names. */
function inOtherEncoding(error: unknown) {
	const problem = error ? toProblem(error) : null;
	return problem?.code === "WRONG_ENCODING" && problem.params.encoding ? problem : null;
}

/** What isn't sent here, by what its heading says. */
const Elsewhere = ({ like }: { like: KindView }) => (
	<>
		<b>「{like.title}」のファイルのようです。ここからは送りません。</b>
		{like.looks_up && (
			<Link to="/look-ups" className="ml-3 text-blue-900 underline underline-offset-4">
				番号の照会へ
			</Link>
		)}
	</>
);
