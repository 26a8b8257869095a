import { useState } from "react";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { Failure } from "../../parts/problem";
import { type DefinitionView, platform } from "../../platform";

/** 使うのをやめる: says first what that means. */
export function RetireDefinition({ of }: { of: DefinitionView }) {
	const [asking, setAsking] = useState(false);
	const retire = useAct(platform.retireDefinition, () => setAsking(false));
	return (
		<>
			<Button look="plain" onClick={() => setAsking(true)}>
				この版を使うのをやめる…
			</Button>
			{asking && (
				<Dialog title={`${of.title}の版「${of.version}」を使うのをやめますか`} onClose={() => setAsking(false)}>
					<p className="mb-4">
						<b>これから預かるファイルは、ほかの版で検査します。</b>
						この版で検査したファイルは、終わりまでこの版で読みます。同じ定義を取り込みなおすと、また使えます。
					</p>
					<Failure of={retire.error} />
					<div className="flex flex-wrap gap-3">
						<Button onClick={() => setAsking(false)}>やめる</Button>
						<Button busy={retire.isPending} onClick={() => retire.mutate({ kind: of.kind, version: of.version })}>
							使うのをやめる
						</Button>
					</div>
				</Dialog>
			)}
		</>
	);
}
