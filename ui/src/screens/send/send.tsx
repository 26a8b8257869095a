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
	if (!kinds.data && !kinds.error) return <Loading />;
	return (
		<Page
			fills
			above={<StepList label="送るまでの順番" steps={flowSteps} now={0} />}
			title="送るファイルを選んでください"
			lead="基幹システムから取り出したファイルを、送る前に検査します。この時点では何も送りません。"
		>
			<CertificateNotice />
			<Failure of={kinds.error} />
			{kinds.data && <SendForm kinds={kinds.data.filter((kind) => !kind.looks_up)} />}
		</Page>
	);
}

function SendForm({ kinds }: { kinds: KindView[] }) {
	const form = useForm({ path: "", kind: kinds[0]?.kind ?? "" }, { path: wanted("ファイルの場所") });
	const { kind } = form.values;
	const takeIn = useAct(platform.takeIn, (job) => navigate(`/jobs/${job.id}`));
	return (
		<form
			noValidate
			className="flex flex-col gap-4"
			onSubmit={form.submit((values) => takeIn.mutate({ path: values.path.trim(), kind: values.kind }))}
		>
			<Card className="flex flex-col gap-5">
				<KindChoice kinds={kinds} chosen={kind} onChange={(chosen) => form.set("kind", chosen)} />
				<FileField
					id="send-path"
					label="ファイルの場所"
					hint="ファイルをこの画面に落としても入ります。"
					extensions={[kinds.find((each) => each.kind === kind)?.extension ?? "csv"]}
					{...form.field("path")}
				/>
			</Card>
			<FormFoot of={takeIn} verb="検査する" look="filled" />
		</form>
	);
}
