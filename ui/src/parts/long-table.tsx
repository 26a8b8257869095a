import {
	type KeyboardEvent,
	type MouseEvent,
	type ReactNode,
	useEffect,
	useId,
	useLayoutEffect,
	useRef,
	useState,
} from "react";

export type LongColumn<Row> = {
	/** Heading. */
	head: string;
	cell: (row: Row) => ReactNode;
	/** Numbers stand at the right. */
	right?: boolean;
	/** Tailwind class for its width. */
	width?: string;
};

type Props<Row> = {
	label: string;
	columns: LongColumn<Row>[];
	total: number;
	/** The row at a place from 0; undefined while it is being fetched. */
	rowAt: (index: number) => Row | undefined;
	/** Told which rows are in sight. */
	onWindow: (first: number, count: number) => void;
	/** A row was opened, by click or Enter. */
	onOpen: (index: number) => void;
	/** Rows in sight at once. */
	most?: number;
	empty: string;
};

const rowRem = 3.75;
const headRem = 2.25;
/** Browsers draw nothing beyond some 33 million pixels; a longer list is scrolled on a shorter runway. */
const longestRunway = 16_000_000;

/**
 * A table of any length: rows have one height, only those in sight are in the page. Stays ours, since virtual lists of
 * libraries make one element as high as all rows, which ends at half a million.
 */
export function LongTable<Row>(props: Props<Row>) {
	const { label, columns, total, rowAt, onWindow, onOpen, most = 4, empty } = props;
	const id = useId();
	const box = useRef<HTMLDivElement>(null);
	const [at, setAt] = useState(0);
	const [current, setCurrent] = useState(0);
	const [rem, setRem] = useState(16);

	useLayoutEffect(() => {
		const measure = () => setRem(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
		measure();
		window.addEventListener("resize", measure);
		return () => window.removeEventListener("resize", measure);
	}, []);

	const row = rowRem * rem;
	const body = Math.min(total, most) * row;
	const view = headRem * rem + body;
	const fits = body / row;
	const lastTop = Math.max(0, total - fits);
	const runway = Math.min(lastTop * row, longestRunway);
	const isShortened = lastTop * row > longestRunway;
	const first = Math.floor(Math.min(at, lastTop));
	const count = Math.min(total - first, Math.ceil(fits) + 1);

	useEffect(() => onWindow(first, count), [first, count, onWindow]);

	const moveTo = (top: number) => {
		const wanted = Math.min(lastTop, Math.max(0, top));
		if (box.current) box.current.scrollTop = lastTop > 0 ? (wanted / lastTop) * runway : 0;
		setAt(wanted);
	};

	// On a shortened runway a turn of the wheel would leap over rows.
	const turn = useRef<(event: WheelEvent) => void>(() => undefined);
	turn.current = (event) => {
		if (!isShortened) return;
		event.preventDefault();
		moveTo(at + event.deltaY / (event.deltaMode === 0 ? row : 1));
	};
	useEffect(() => {
		const wheel = (event: WheelEvent) => turn.current(event);
		const target = box.current;
		target?.addEventListener("wheel", wheel, { passive: false });
		return () => target?.removeEventListener("wheel", wheel);
	}, []);

	const goTo = (index: number) => {
		const next = Math.min(total - 1, Math.max(0, index));
		setCurrent(next);
		if (next < at) moveTo(next);
		else if (next + 1 > at + fits) moveTo(next + 1 - fits);
	};
	const pressed = (event: KeyboardEvent) => {
		const page = Math.max(1, Math.floor(fits) - 1);
		const steps: Record<string, number> = {
			ArrowDown: current + 1,
			ArrowUp: current - 1,
			PageDown: current + page,
			PageUp: current - page,
			Home: 0,
			End: total - 1,
		};
		const next = steps[event.key];
		if (next !== undefined) goTo(next);
		else if (event.key === "Enter" && total > 0) onOpen(current);
		else return;
		event.preventDefault();
	};
	const clicked = (event: MouseEvent) => {
		const index = (event.target as Element).closest<HTMLElement>("tr[data-index]")?.dataset.index;
		if (index === undefined) return;
		setCurrent(Number(index));
		onOpen(Number(index));
	};

	if (total === 0) return <p className="px-2 py-4 text-solid-gray-700">{empty}</p>;
	return (
		<div
			ref={box}
			className="relative overflow-x-hidden overflow-y-auto"
			style={{ height: view }}
			onScroll={(event) => runway > 0 && setAt((event.currentTarget.scrollTop / runway) * lastTop)}
		>
			<div className="sticky top-0 overflow-hidden" style={{ height: view }}>
				<table
					// biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are walked by keys, as a grid is.
					role="grid"
					tabIndex={0}
					aria-label={label}
					aria-rowcount={total + 1}
					aria-activedescendant={current >= first && current < first + count ? `${id}-${current}` : undefined}
					onKeyDown={pressed}
					onClick={clicked}
					className="w-full table-fixed border-collapse outline-offset-[-4px]"
				>
					<thead className="relative z-10 bg-white">
						<tr className="border-b border-solid-gray-600" style={{ height: `${headRem}rem` }}>
							{columns.map((column) => (
								<th
									key={column.head}
									scope="col"
									className={`px-2 whitespace-nowrap text-solid-gray-700 ${column.width ?? ""} ${column.right ? "text-right" : "text-left"}`}
								>
									{column.head}
								</th>
							))}
						</tr>
					</thead>
					<tbody style={{ transform: `translateY(${-(Math.min(at, lastTop) - first) * row}px)` }}>
						{Array.from({ length: count }, (_, n) => {
							const index = first + n;
							const shown = rowAt(index);
							return (
								<tr
									key={index}
									id={`${id}-${index}`}
									data-index={index}
									aria-rowindex={index + 2}
									aria-selected={index === current}
									style={{ height: `${rowRem}rem` }}
									className="cursor-pointer border-b border-line align-top hover:bg-blue-50 aria-selected:bg-light-blue-50"
								>
									{columns.map((column) => (
										<td key={column.head} className={`px-2 pt-1 ${column.right ? "figures text-right" : ""}`}>
											<div className="max-h-[3.4rem] overflow-hidden">{shown ? column.cell(shown) : "…"}</div>
										</td>
									))}
								</tr>
							);
						})}
					</tbody>
				</table>
			</div>
			<div style={{ height: runway }} />
		</div>
	);
}
