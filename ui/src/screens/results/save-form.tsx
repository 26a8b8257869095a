import { useQueryClient } from "@tanstack/react-query";
import { useForm, wanted } from "../../lib/form";
import { joinPath } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { FileField } from "../../parts/file-field";
import { Failure } from "../../parts/problem";
import { handOutTo, Seal, sealChecks, unsealed } from "../../parts/seal";
import type { HandOutTo, HandOverView } from "../../platform";

type Props = {
	id: string;
	job: number;
	folder: string;
	name: string;
	save: (to: HandOutTo) => Promise<HandOverView>;
	onSaved: (file: HandOverView) => void;
	filled: boolean;
	verb: string;
};

const AS_IT_IS =
	"中身は手を加えずに書き出します。表計算ソフトで開くと、先頭の0が落ちたり、式として動いたりすることがあります。";

/** Where a file goes, sealed or in clear, and the button that writes it. */
export function SaveForm({ id, job, folder, name, save, onSaved, filled, verb }: Props) {
	const form = useForm(
		{ path: folder ? joinPath(folder, name) : name, ...unsealed },
		{ path: wanted("書き出す場所"), ...sealChecks },
		id,
	);
	const client = useQueryClient();
	const saving = useAct(save, (file) => {
		onSaved(file);
		void client.invalidateQueries({ queryKey: ["result", job] });
	});
	return (
		<form
			noValidate
			className="flex flex-col gap-2"
			onSubmit={form.submit(({ path, ...seal }) => saving.mutate(handOutTo(path, seal)))}
		>
			<div className="flex flex-wrap items-end gap-2">
				<div className="min-w-0 grow basis-96">
					<FileField id={id} label={`${verb}場所`} hint={AS_IT_IS} save {...form.field("path")} />
				</div>
				<Button type="submit" look={filled ? "filled" : "outlined"} busy={saving.isPending}>
					{verb}
				</Button>
			</div>
			<Seal id={id} form={form} />
			<Failure of={saving.error} />
		</form>
	);
}
