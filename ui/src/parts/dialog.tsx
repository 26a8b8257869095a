import { type ReactNode, useEffect, useRef, useState } from "react";
import { FocusScope } from "react-aria/FocusScope";
import { UNSAFE_PortalProvider as PortalProvider } from "react-aria/PortalProvider";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";

type Props = { title: string; onClose: () => void; children: ReactNode; wide?: boolean };

/** A question in front of the screen: it keeps the focus inside, closes on Esc and gives the focus back. */
export function Dialog({ title, onClose, children, wide = false }: Props) {
	const box = useRef<HTMLDivElement>(null);
	// Among the screen that asks: there it has the colours of the environment.
	const [main] = useState(() => document.querySelector("main"));
	// The browser scrolls to the control that gets the focus; the question is read from its beginning.
	useEffect(() => {
		if (box.current) box.current.scrollTop = 0;
	}, []);
	return (
		<PortalProvider getContainer={() => main ?? document.body}>
			<ModalOverlay
				isOpen
				onOpenChange={onClose}
				className="fixed inset-0 z-30 flex items-center justify-center bg-[#00000073] print:hidden"
			>
				<Modal
					ref={box}
					className={`max-h-[90vh] w-[calc(100vw-2rem)] overflow-auto rounded-12 border border-line bg-white p-6 text-solid-gray-900 ${wide ? "max-w-5xl" : "max-w-xl"}`}
				>
					<AriaDialog className="outline-none">
						<FocusScope autoFocus>
							<Heading slot="title" className="mb-3 text-std-20B-160">
								{title}
							</Heading>
							{children}
						</FocusScope>
					</AriaDialog>
				</Modal>
			</ModalOverlay>
		</PortalProvider>
	);
}

/** While a question stands in front, keys belong to it. */
export const isAsked = () => document.querySelector("[role=dialog]") !== null;
