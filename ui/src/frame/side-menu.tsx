import { count } from "../lib/format";
import { Link } from "../lib/router";
import { stepTextSize, useTextSize } from "../lib/text-size";
import type { FrameView } from "../platform";
import { type Entry, entryOf, menuFor } from "./menu";

type Props = { frame: FrameView; path: string; open: boolean; onGo: () => void };

export function SideMenu({ frame, path, open, onGo }: Props) {
	const here = entryOf(path);
	return (
		<nav
			id="menu"
			aria-label="メニュー"
			className={`${open ? "block" : "hidden"} shrink-0 border-r border-line bg-white py-4 lg:block lg:w-52 lg:overflow-y-auto print:hidden`}
		>
			{menuFor(frame).map((section) => (
				<div key={section.title ?? "top"} className="mb-2">
					{section.title && <p className="px-6 pt-2 text-[0.875rem] text-solid-gray-700">{section.title}</p>}
					<ul>
						{section.entries.map((entry) => (
							<li key={entry.path}>
								<MenuLink entry={entry} here={entry.path === here} onGo={onGo} />
							</li>
						))}
					</ul>
				</div>
			))}
			<TextSize />
		</nav>
	);
}

/** For whoever doesn't know the keys. */
function TextSize() {
	const size = useTextSize();
	const shape = "size-11 rounded-8 text-std-18B-160 text-blue-900 hover:bg-blue-50";
	return (
		<div className="mt-4 border-t border-line px-5 pt-3">
			<p className="text-[0.875rem] text-solid-gray-700">文字の大きさ</p>
			<div className="flex items-center justify-between">
				<button
					type="button"
					className={shape}
					aria-label="文字を小さくする（Ctrl と −）"
					onClick={() => stepTextSize(-1)}
				>
					−
				</button>
				<span className="figures">{size} %</span>
				<button
					type="button"
					className={shape}
					aria-label="文字を大きくする（Ctrl と ＋）"
					onClick={() => stepTextSize(1)}
				>
					＋
				</button>
			</div>
		</div>
	);
}

type MenuLinkProps = { entry: Entry; here: boolean; onGo: () => void };

function MenuLink({ entry, here, onGo }: MenuLinkProps) {
	const look = here
		? "border-blue-900 bg-blue-50 font-bold text-blue-900"
		: "border-transparent hover:bg-solid-gray-50 forced-colors:border-[Canvas]";
	return (
		<Link
			to={entry.path}
			onClick={onGo}
			aria-current={here ? "page" : undefined}
			className={`flex min-h-11 items-center justify-between border-l-4 py-1 pr-5 pl-5 hover:underline ${look}`}
		>
			{entry.title}
			{entry.waiting > 0 && (
				<span className="figures min-w-6 rounded-full bg-red-1000 px-1.5 text-center text-[0.875rem] font-bold text-white forced-colors:border">
					{count(entry.waiting)}
					<span className="sr-only"> 件が待っています</span>
				</span>
			)}
		</Link>
	);
}
