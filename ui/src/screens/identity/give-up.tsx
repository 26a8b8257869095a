import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { useCaseAct } from "../../lib/record-queries";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { TextField } from "../../parts/field";
import { Failure } from "../../parts/problem";
import { platform } from "../../platform";

/** It can't be confirmed: with the reason that the person is told. */
export function GiveUp({ id }: { id: number }) {
	const [asking, setAsking] = useState(false);
	const form = useForm({ reason: "" }, { reason: wanted("理由") });
	const refuse = useCaseAct(platform.refuseCase);
	return (
		<>
			<Button look="plain" onClick={() => setAsking(true)}>
				確かめられないことにする…
			</Button>
			{asking && (
				<Dialog title="確かめられないことにする" onClose={() => setAsking(false)}>
					<form
						noValidate
						className="flex flex-col gap-4"
						onSubmit={form.submit(({ reason }) => refuse.mutate({ id, reason: reason.trim() }))}
					>
						<p>
							この番号は<b>受け取れません。</b>この本人確認は、ここから先に進められなくなります。
						</p>
						<TextField
							id="refuse-reason"
							label="確かめられない理由"
							hint="本人に伝える理由です。番号は書かないでください。"
							{...form.field("reason")}
						/>
						<Failure of={refuse.error} />
						<div className="flex flex-wrap gap-3">
							<Button onClick={() => setAsking(false)}>やめる</Button>
							<Button type="submit" busy={refuse.isPending}>
								確かめられないことにする
							</Button>
						</div>
					</form>
				</Dialog>
			)}
		</>
	);
}
