import { type ReactNode, useEffect, useId, useRef } from "react";

type Props = { title: string; onClose: () => void; children: ReactNode; wide?: boolean };

/** A question in front of the screen. The native element keeps the focus inside and closes on Esc. */
export function Dialog({ title, onClose, children, wide = false }: Props) {
	const box = useRef<HTMLDialogElement>(null);
	const id = useId();
	useEffect(() => {
		const dialog = box.current;
		if (dialog && !dialog.open) {
			dialog.showModal();
			// The browser scrolls to the control that gets the focus; the question is read from its beginning.
			dialog.scrollTop = 0;
		}
		return () => dialog?.close();
	}, []);
	return (
		<dialog
			ref={box}
			aria-labelledby={id}
			onCancel={(event) => {
				event.preventDefault();
				onClose();
			}}
			className={`max-h-[90vh] w-[calc(100vw-2rem)] overflow-auto rounded-12 border border-line bg-white p-6 text-solid-gray-900 ${wide ? "max-w-5xl" : "max-w-xl"}`}
		>
			<h2 id={id} className="mb-3 text-std-20B-160">
				{title}
			</h2>
			{children}
		</dialog>
	);
}
