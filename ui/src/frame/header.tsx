import { useQueryClient } from "@tanstack/react-query";
import { mayDo } from "../lib/acts";
import { forgetDrafts, saveDrafts } from "../lib/drafts";
import { useAct } from "../lib/queries";
import { Link, navigate } from "../lib/router";
import { kindTitle, roleTitle } from "../lib/words";
import { Button } from "../parts/button";
import { type FrameView, platform } from "../platform";
import { CertificateDays } from "./certificate-days";

type Props = { frame: FrameView; menuOpen: boolean; onMenu: () => void; onHelp: () => void };

export function Header({ frame, menuOpen, onMenu, onHelp }: Props) {
	const { person, profile, certificate, server } = frame;
	const client = useQueryClient();
	const end = () => saveDrafts().then(() => platform.logOut());
	const leave = useAct(
		end,
		async () => {
			forgetDrafts();
			// The door closes first: what is on screen goes with it, and no other screen asks for anything in between.
			await client.refetchQueries({ queryKey: ["start"] });
			navigate("/", "replace");
			// Also what is still on screen in this moment: whoever comes next asks for their own.
			client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "start" });
		},
		{ leaves: true },
	);
	// Only who sends has anything to do at the server.
	const sends = mayDo(person, "take_in") && profile !== null && profile.kind !== "file-test";
	return (
		<header className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-white px-4 py-2 sm:px-6 print:hidden">
			<Button look="plain" aria-expanded={menuOpen} aria-controls="menu" onClick={onMenu} className="lg:hidden">
				メニュー
			</Button>
			<p className="text-std-18B-160 whitespace-nowrap">統合専用端末</p>
			<p className="rounded-6 border-2 border-profile bg-profile-pale px-3 font-bold whitespace-nowrap text-profile">
				<span className="sr-only">接続先：</span>
				{profile ? kindTitle[profile.kind] : "接続先なし"}
			</p>
			<div className="ml-auto flex flex-wrap items-center gap-x-4 gap-y-1">
				<Connection server={server} canLogIn={sends} />
				{certificate && <CertificateDays stage={certificate.stage} days_left={certificate.days_left} />}
				<p className="whitespace-nowrap">
					<span className="text-solid-gray-700">{person.roles.map((role) => roleTitle[role]).join("・")}</span>{" "}
					{person.name}
				</p>
				<div className="flex gap-2">
					<button
						type="button"
						onClick={onHelp}
						aria-label="この画面の手引き（F1）"
						title="この画面の手引き（F1）"
						className="size-11 rounded-full font-bold text-blue-900 hover:bg-blue-50"
					>
						<span
							aria-hidden="true"
							className="inline-flex size-7 items-center justify-center rounded-full border border-blue-900"
						>
							?
						</span>
					</button>
					<Button busy={leave.isPending} onClick={() => leave.mutate()}>
						ログアウト
					</Button>
				</div>
			</div>
		</header>
	);
}

function Connection({ server, canLogIn }: { server: FrameView["server"]; canLogIn: boolean }) {
	const sign = server.reachable === null ? "○" : server.reachable ? "●" : "×";
	const tone = server.reachable === null ? "" : server.reachable ? "text-green-900" : "font-bold text-red-1000";
	return (
		<p className="flex items-center gap-x-2">
			<span>
				<span aria-hidden="true" className={tone}>
					{sign}{" "}
				</span>
				{server.words}
				{server.hours && <span className="ml-3 whitespace-nowrap">{server.hours}</span>}
			</span>
			{canLogIn && !server.logged_in && (
				<Link
					to="/server"
					className="inline-flex min-h-11 items-center whitespace-nowrap text-blue-900 underline underline-offset-4"
				>
					サーバーへログイン
				</Link>
			)}
		</p>
	);
}
