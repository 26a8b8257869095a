import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Choice, LinesField, TextField } from "../../parts/field";
import { FormDialog } from "../../parts/form-dialog";
import { isLine, LineFields } from "../../parts/line-fields";
import { ProxyFields } from "../../parts/proxy-fields";
import { type NumberPlace, type ProfileView, platform } from "../../platform";
import { ServerToServer, SystemAccount, WaySetting } from "./sending-settings";

type Setting = "hours" | "proxy" | "line" | "url" | "number" | "way" | "system" | "server-to-server";

/** What an administrator changes of the way to the server once it works: when it is open, and the proxy before it. */
export function WaySettings({ profile }: { profile: ProfileView }) {
	const [changing, setChanging] = useState<Setting | null>(null);
	const close = () => setChanging(null);
	return (
		<>
			<div className="flex flex-wrap gap-3">
				<Button onClick={() => setChanging("hours")}>受付時間を決める…</Button>
				<Button onClick={() => setChanging("proxy")}>プロキシを変える…</Button>
				<Button onClick={() => setChanging("line")}>回線を控える…</Button>
				<Button onClick={() => setChanging("url")}>URLを変える…</Button>
				<Button onClick={() => setChanging("number")}>保険者番号の場所…</Button>
				<Button onClick={() => setChanging("way")}>送り方を決める…</Button>
				<Button onClick={() => setChanging("system")}>接続システムの利用者…</Button>
				<Button onClick={() => setChanging("server-to-server")}>サーバー間接続の予定…</Button>
			</div>
			{changing === "hours" && <Hours profile={profile} onClose={close} />}
			{changing === "line" && <LineSettings profile={profile} onClose={close} />}
			{changing === "url" && <Address profile={profile} onClose={close} />}
			{changing === "number" && <NumberPlaceSettings profile={profile} onClose={close} />}
			{changing === "way" && <WaySetting profile={profile} onClose={close} />}
			{changing === "system" && <SystemAccount onClose={close} />}
			{changing === "server-to-server" && <ServerToServer profile={profile} onClose={close} />}
			{changing === "proxy" && <ProxySettings profile={profile} onClose={close} />}
		</>
	);
}

type Props = { profile: ProfileView; onClose: () => void };

function Hours({ profile, onClose }: Props) {
	const form = useForm({ rules: profile.calendar ?? "" }, {});
	const set = useAct(platform.setCalendar, onClose);
	return (
		<FormDialog
			title="サーバーの受付時間"
			onClose={onClose}
			onSubmit={form.submit(({ rules }) => set.mutate({ rules }))}
			verb="この受付時間にする"
			look="filled"
			of={set}
		>
			<p>
				決めておくと、時間外には送りはじめず、次の受付を待って自動で送ります。空にすると、いつでも受け付けるものとします。
			</p>
			<LinesField
				id="calendar-rules"
				label="受付時間（1行に1つ）"
				hint={
					<>
						例「月-金 8:00-21:00」「土 8:00-12:00」「2026-12-29-2027-01-03
						休み」。書かない曜日は休みです。下の行ほど先に見ます。
					</>
				}
				{...form.field("rules")}
			/>
		</FormDialog>
	);
}

function LineSettings({ profile, onClose }: Props) {
	const form = useForm(
		{ line: profile.line?.kind ?? "", note: profile.line?.note ?? "" },
		{ line: (value) => (isLine(value) ? null : "回線の種類を選んでください。") },
	);
	const set = useAct(platform.setLine, onClose);
	return (
		<FormDialog
			title="回線の控え"
			onClose={onClose}
			onSubmit={form.submit(({ line, note }) => isLine(line) && set.mutate({ line: { kind: line, note } }))}
			verb="この回線を控える"
			look="filled"
			of={set}
		>
			<p>「設定の控え」に載せるための覚えです。つなぎ方は変わりません。回線のパスワードは書きません。</p>
			<LineFields line={form.field("line")} note={form.field("note")} />
		</FormDialog>
	);
}

function Address({ profile, onClose }: Props) {
	const form = useForm({ url: profile.new_url ?? profile.url }, { url: wanted("URL") });
	const set = useAct(platform.changeUrl, onClose);
	return (
		<FormDialog
			title="接続先のURL"
			onClose={onClose}
			onSubmit={form.submit(({ url }) => set.mutate({ url }))}
			verb="このURLにする"
			look="filled"
			of={set}
		>
			<p>接続テストが通ったときから、新しいURLになります。それまでは、いまのURLで送ります。</p>
			<TextField id="new-url" label="URL" hint="通知のとおりに、https:// から入れます。" {...form.field("url")} />
		</FormDialog>
	);
}

const places: [NumberPlace, string, string?][] = [
	["organization", "O（組織）"],
	["unit", "OU（部門）"],
	["common-name", "CN（名前）"],
	["alternative-name", "SAN（別名）"],
	["nowhere", "どこにもない", "発行通知書と見くらべて、この保険者のものと確かめたとき"],
];

function NumberPlaceSettings({ profile, onClose }: Props) {
	const [place, setPlace] = useState(profile.number_place);
	const set = useAct(platform.setNumberPlace, onClose);
	return (
		<FormDialog
			title="証明書の名前で、保険者番号がある場所"
			onClose={onClose}
			onSubmit={(event) => {
				event.preventDefault();
				if (place) set.mutate({ place });
			}}
			verb="この場所にする"
			look="filled"
			of={set}
		>
			<p>はじめの証明書で分かるので、ふつうは変えません。ほかの保険者番号がある証明書は、どこにあっても使いません。</p>
			<div className="grid gap-2">
				{places.map(([value, title, note]) => (
					<Choice
						key={value}
						id={`number-place-${value}`}
						type="radio"
						name="number-place"
						label={title}
						note={note}
						checked={place === value}
						onChange={() => setPlace(value)}
					/>
				))}
			</div>
		</FormDialog>
	);
}

function ProxySettings({ profile, onClose }: Props) {
	const form = useForm({ address: profile.proxy ?? "", user: profile.proxy_user ?? "", password: "" }, {});
	const set = useAct(platform.setProxy, onClose);
	return (
		<FormDialog
			title="プロキシ"
			onClose={onClose}
			onSubmit={form.submit(({ address, user, password }) =>
				set.mutate({ proxy: { address, user: user || null, password: password || null } }),
			)}
			verb="このプロキシにする"
			look="filled"
			of={set}
		>
			<p>保険者のネットワークの担当者に聞いたとおりに入れます。</p>
			<ProxyFields address={form.field("address")} user={form.field("user")} password={form.secret("password")} />
		</FormDialog>
	);
}
