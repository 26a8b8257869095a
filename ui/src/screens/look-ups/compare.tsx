import { useForm, wanted } from "../../lib/form";
import { useComparisonAct } from "../../lib/record-queries";
import { navigate } from "../../lib/router";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { FileField } from "../../parts/file-field";
import { Failure } from "../../parts/problem";
import { type LookUpLine, platform } from "../../platform";

/** Lays what a look-up by number found beside the insurer's own file. */
export function Compare({ of, onClose }: { of: LookUpLine; onClose: () => void }) {
	const form = useForm({ path: "" }, { path: wanted("ファイルの場所") });
	const compare = useComparisonAct(platform.compareLookUp, (made) => navigate(`/comparisons/${made.id}`));
	return (
		<Dialog title={`送信${of.job}の結果を、手元の記録とくらべる`} onClose={onClose}>
			<form
				noValidate
				className="flex flex-col gap-4"
				onSubmit={form.submit(({ path }) => compare.mutate({ id: of.job, members: path.trim() }))}
			>
				<FileField
					id="compare-members"
					label="加入者情報一括登録ファイルの場所"
					hint="基幹システムから取り出したものです。記号・番号・枝番が同じ人をくらべます。"
					extensions={["csv"]}
					{...form.field("path")}
				/>
				<Failure of={compare.error} />
				<div className="flex flex-wrap gap-3">
					<Button onClick={onClose}>やめる</Button>
					<Button type="submit" look="filled" busy={compare.isPending}>
						くらべる
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
