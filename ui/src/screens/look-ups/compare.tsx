import { useComparisonAct } from "../../lib/record-queries";
import { navigate } from "../../lib/router";
import { FieldDialog } from "../../parts/field-dialog";
import { FileField } from "../../parts/file-field";
import { type LookUpLine, platform } from "../../platform";

/** Lays what a look-up by number found beside the insurer's own file. */
export function Compare({ of, onClose }: { of: LookUpLine; onClose: () => void }) {
	const compare = useComparisonAct(platform.compareLookUp, (made) => navigate(`/comparisons/${made.id}`));
	return (
		<FieldDialog
			title={`送信${of.job}の結果を、手元の記録とくらべる`}
			onClose={onClose}
			what="ファイルの場所"
			verb="くらべる"
			look="filled"
			send={(members) => compare.mutate({ id: of.job, members })}
			of={compare}
		>
			{(bound) => (
				<FileField
					id="compare-members"
					label="加入者情報一括登録ファイルの場所"
					hint="基幹システムから取り出したものです。記号・番号・枝番が同じ人をくらべます。"
					extensions={["csv"]}
					{...bound}
				/>
			)}
		</FieldDialog>
	);
}
