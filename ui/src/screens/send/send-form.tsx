import { useEffect, useRef, useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { rememberFile } from "../../lib/recent";
import { Link, navigate } from "../../lib/router";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { FileField } from "../../parts/file-field";
import { Form } from "../../parts/form";
import { ListedFields, listed, listedChecks, unlisted } from "../../parts/listed-fields";
import { Failure, Problem } from "../../parts/problem";
import { Template } from "../../parts/template";
import { type KindView, platform, toProblem } from "../../platform";
import { KindChoice } from "./kind-choice";
import { useLikeness } from "./likeness";

const field = "send-path";

type Props = { kinds: KindView[]; onSeveral: (paths: string[]) => void };

/** One file: chosen, its kind proposed from what stands in it, checked. */
export function SendForm({ kinds, onSeveral }: Props) {
	const form = useForm(
		{ path: "", kind: kinds[0]?.kind ?? "", ...unlisted },
		{ path: wanted("ファイルの場所"), ...listedChecks },
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
				<ListedFields id="send" form={form} />
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
