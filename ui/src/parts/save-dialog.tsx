import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useForm, wanted } from "../lib/form";
import { joinPath } from "../lib/format";
import { useAct } from "../lib/queries";
import { type HandOutTo, type HandOverView, platform } from "../platform";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Erase } from "./erase";
import { FileField } from "./file-field";
import { Form } from "./form";
import { handOutTo, Seal, sealChecks, unsealed } from "./seal";
import { ShowFolder } from "./show-folder";

type Props = {
	id: string;
	title: string;
	/** Name proposed for the file. */
	name: string;
	save: (to: HandOutTo) => Promise<unknown>;
	/** Whether it can be sealed: true where there is something of people in it. */
	seals?: boolean;
	/** What is said once it is written. */
	done?: string;
	onClose: () => void;
	/** What leaves, and how, said before. */
	children: ReactNode;
};

/** Whether what was written stands in the 授受簿. */
const isHandOver = (saved: unknown): saved is HandOverView =>
	typeof saved === "object" && saved !== null && "settled_at" in saved && "path" in saved;

/** Asks where a file goes, writes it, and says that it stands in the 授受簿. */
export function SaveDialog(props: Props) {
	const folder = useQuery({ queryKey: ["suggested-folder"], queryFn: () => platform.suggestedFolder() });
	return (
		<Dialog title={props.title} onClose={props.onClose}>
			{folder.data !== undefined && <SaveForm {...props} path={joinPath(folder.data, props.name)} />}
		</Dialog>
	);
}

function SaveForm({
	id,
	path,
	save,
	seals = true,
	onClose,
	children,
	done = "書き出し、授受簿に載せました。",
}: Props & { path: string }) {
	const form = useForm({ path, ...unsealed }, { path: wanted("書き出す場所"), ...sealChecks }, id);
	const saving = useAct(save);
	if (saving.isSuccess)
		return (
			<>
				<p role="status" className="mb-4">
					{saving.variables.path} に{done}
				</p>
				<div className="flex flex-wrap gap-3">
					<Button onClick={onClose}>閉じる</Button>
					<ShowFolder path={saving.variables.path} />
					{isHandOver(saving.data) && <Erase line={saving.data} />}
				</div>
			</>
		);
	return (
		<Form
			onSubmit={form.submit(({ path, ...seal }) => saving.mutate(handOutTo(path, seal)))}
			of={saving}
			verb="書き出す"
			look="filled"
			back={<Button onClick={onClose}>やめる</Button>}
		>
			<p>{children}</p>
			<FileField id={id} label="書き出す場所" save {...form.field("path")} />
			{seals && <Seal id={id} form={form} />}
		</Form>
	);
}
