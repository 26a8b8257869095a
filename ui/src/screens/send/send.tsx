import { useState } from "react";
import { flowSteps } from "../../lib/job";
import { useKinds } from "../../lib/queries";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { StepList } from "../../parts/step-list";
import { CertificateNotice } from "../certificates/certificate-notice";
import { SendForm } from "./send-form";
import { Several } from "./several";

export function SendScreen() {
	const kinds = useKinds();
	const [several, setSeveral] = useState<string[]>([]);
	if (!kinds.data && !kinds.error) return <Loading />;
	const sent = kinds.data?.filter((kind) => !kind.looks_up) ?? [];
	return (
		<Page
			fills
			above={<StepList label="送るまでの順番" steps={flowSteps} now={0} />}
			title="送るファイルを選んでください"
			lead="基幹システムから取り出したファイルを、送る前に検査します。この時点では何も送りません。"
		>
			<CertificateNotice />
			<Failure of={kinds.error} />
			{kinds.data &&
				(several.length > 0 ? (
					<Several key={several.join("|")} paths={several} kinds={sent} onBack={() => setSeveral([])} />
				) : (
					<SendForm kinds={sent} onSeveral={setSeveral} />
				))}
		</Page>
	);
}
