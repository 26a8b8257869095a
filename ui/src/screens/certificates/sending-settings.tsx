import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { Choice, TextField } from "../../parts/field";
import { FormDialog } from "../../parts/form-dialog";
import { WayChoice } from "../../parts/way-choice";
import { type ProfileView, platform } from "../../platform";

type Props = { profile: ProfileView; onClose: () => void };

/** By which way files of this connection go from now on. */
export function WaySetting({ profile, onClose }: Props) {
	const [way, setWay] = useState(profile.way);
	const set = useAct(platform.setWay, onClose);
	return (
		<FormDialog
			title="送り方"
			onClose={onClose}
			onSubmit={(event) => {
				event.preventDefault();
				set.mutate({ way });
			}}
			verb="この送り方にする"
			look="filled"
			of={set}
		>
			<p>これから選ぶファイルに効きます。もう選んだファイルの送り方は変わりません。</p>
			<WayChoice id="profile-way" chosen={way} onChange={setWay} />
		</FormDialog>
	);
}

/** 接続システム情報: under it approved files go while nobody is logged in at the server. */
export function SystemAccount({ onClose }: { onClose: () => void }) {
	const form = useForm(
		{ user: "", password: "" },
		{ user: wanted("接続システムの利用者ID"), password: wanted("パスワード") },
	);
	const set = useAct(platform.setSystemAccount, onClose);
	return (
		<FormDialog
			title="接続システムの利用者"
			onClose={onClose}
			onSubmit={form.submit((account) => set.mutate(account))}
			verb="この利用者を登録する"
			look="filled"
			of={set}
		>
			<p>
				だれもサーバーにログインしていないとき、承認されたファイルを、この利用者で送ります。記録には、承認した人と接続システムが残ります。前に登録した利用者は置きかわります。
			</p>
			<TextField id="system-user" label="接続システムの利用者ID" {...form.code("user")} />
			<TextField id="system-password" label="パスワード" {...form.secret("password")} />
		</FormDialog>
	);
}

/** Whether サーバー間接続 is planned: only then a broken WSDL page stops anything. */
export function ServerToServer({ profile, onClose }: Props) {
	const [planned, setPlanned] = useState(profile.server_to_server);
	const set = useAct(platform.planServerToServer, onClose);
	return (
		<FormDialog
			title="サーバー間接続の予定"
			onClose={onClose}
			onSubmit={(event) => {
				event.preventDefault();
				if (planned !== null) set.mutate({ planned });
			}}
			verb="この予定にする"
			look="filled"
			of={set}
		>
			<p>予定がないときは、接続テストで「サービスの説明（WSDL）」が出なくても、送るのに差し支えありません。</p>
			<div className="grid gap-2">
				{[true, false].map((value) => (
					<Choice
						key={`${value}`}
						id={`server-to-server-${value}`}
						type="radio"
						name="server-to-server"
						label={value ? "予定があります" : "予定はありません"}
						checked={planned === value}
						onChange={() => setPlanned(value)}
					/>
				))}
			</div>
		</FormDialog>
	);
}
