import { type ReactNode, useState } from "react";
import { useDropping } from "../lib/dropped";
import { stampText } from "../lib/format";
import { usePath } from "../lib/router";
import type { FrameView } from "../platform";
import { HelpDialog } from "../screens/help/help-dialog";
import { Header } from "./header";
import { useKeys } from "./keys";
import { SideMenu } from "./side-menu";

/** What stands around every screen. */
export function Frame({ frame, children }: { frame: FrameView; children: ReactNode }) {
	const path = usePath();
	const [helping, setHelping] = useState(false);
	const [menuOpen, setMenuOpen] = useState(false);
	useDropping(frame.person);
	useKeys({ onHelp: () => setHelping(true) });
	const kind = frame.profile?.kind ?? "none";

	return (
		<div
			data-profile={kind}
			className="flex min-h-screen flex-col print:block [@media(min-height:40rem)]:h-dvh print:h-auto!"
		>
			<button
				type="button"
				onClick={() => document.getElementById("main")?.focus()}
				className="sr-only z-20 bg-white p-3 focus:not-sr-only focus:absolute"
			>
				本文へ
			</button>
			<div aria-hidden="true" className="band h-2 shrink-0 print:hidden" />
			<Header frame={frame} menuOpen={menuOpen} onMenu={() => setMenuOpen(!menuOpen)} onHelp={() => setHelping(true)} />
			<div className="flex min-h-0 grow flex-col lg:flex-row print:block">
				<SideMenu frame={frame} path={path} open={menuOpen} onGo={() => setMenuOpen(false)} />
				<main
					id="main"
					tabIndex={-1}
					className="min-w-0 grow px-4 py-5 outline-none sm:px-8 print:overflow-visible! print:p-0 [@media(min-height:40rem)]:overflow-y-auto"
				>
					<div className="mx-auto max-w-6xl 2xl:max-w-[96rem]">{children}</div>
					<p className="printed-by mt-4 hidden border-t border-black pt-2 text-[9pt] print:block">
						印刷：{frame.person.name}（{frame.person.id}）　{stampText(new Date())}　統合専用端末 Kakehashi
					</p>
				</main>
			</div>
			{kind === "training" && (
				<div aria-hidden="true" className="ribbon">
					研修
				</div>
			)}
			{helping && <HelpDialog path={path} onClose={() => setHelping(false)} />}
		</div>
	);
}
