import { useDraft } from "../../lib/drafts";
import { useForm, wanted } from "../../lib/form";
import { flowSteps } from "../../lib/job";
import { useAct, useKinds } from "../../lib/queries";
import { navigate } from "../../lib/router";
import { Card } from "../../parts/card";
import { FileField } from "../../parts/file-field";
import { FormFoot } from "../../parts/form-foot";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { StepList } from "../../parts/step-list";
import { type KindView, platform } from "../../platform";
import { CertificateNotice } from "../certificates/certificate-notice";
import { KindChoice } from "./kind-choice";

export function SendScreen() {
	const kinds = useKinds();
	return (
		<Page
			above={<StepList label="送るまでの順番" steps={flowSteps} now={0} />}
			title="送るファイルを選んでください"
			lead="基幹システムから取り出したファイルを、送る前に検査します。この時点では何も送りません。"
		>
			<CertificateNotice />
			<Failure of={kinds.error} />
			{kinds.data ? <SendForm kinds={kinds.data} /> : <Loading />}
		</Page>
	);
}

function SendForm({ kinds }: { kinds: KindView[] }) {
	const [draftKind, setDraftKind] = useDraft("send-kind", kinds[0]?.kind);
	const [draftPath, setDraftPath] = useDraft("send-path");
	const form = useForm({ path: draftPath }, { path: wanted("ファイルの場所") });
	const path = form.field("path");
	const takeIn = useAct(platform.takeIn, (job) => {
		setDraftPath("");
		navigate(`/jobs/${job.id}`);
	});
	return (
		<form
			noValidate
			className="flex flex-col gap-4"
			onSubmit={form.submit((values) => takeIn.mutate({ path: values.path.trim(), kind: draftKind }))}
		>
			<Card className="flex flex-col gap-5">
				<KindChoice kinds={kinds} chosen={draftKind} onChange={setDraftKind} />
				<FileField
					id="send-path"
					label="ファイルの場所"
					extensions={[kinds.find(({ kind }) => kind === draftKind)?.extension ?? "csv"]}
					{...path}
					onChange={(value) => {
						setDraftPath(value);
						path.onChange(value);
					}}
				/>
			</Card>
			<FormFoot of={takeIn} verb="検査する" look="filled" />
		</form>
	);
}
