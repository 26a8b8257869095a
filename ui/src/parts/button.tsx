import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link } from "../lib/router";

/** `filled` is the one next step of a screen; `plain` looks like a link. */
export type Look = "filled" | "outlined" | "plain";

const shape =
	"inline-flex min-h-11 items-center justify-center gap-2 rounded-8 py-2 font-bold text-center print:hidden";

const looks: Record<Look, string> = {
	filled:
		"px-5 bg-blue-900 text-white border border-blue-900 hover:bg-blue-1000 hover:underline active:bg-blue-1200 forced-colors:border-2",
	outlined: "px-5 bg-white text-blue-900 border border-blue-900 hover:bg-blue-50 hover:underline active:bg-blue-100",
	// Its letters stand where text would: in line with what is above, and in a table with the row.
	plain:
		"px-2 -mx-2 [td_&]:-my-2 [td_&]:whitespace-nowrap text-blue-900 underline underline-offset-4 hover:bg-blue-50 hover:decoration-2 active:bg-blue-100",
};

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled"> & {
	look?: Look;
	/** While its act is under way; pressing again does nothing. */
	busy?: boolean;
	children: ReactNode;
};

/** Stays a native button: React Aria's puts a style sheet into the page, which the window's policy forbids. */
export function Button({ look = "outlined", busy = false, type = "button", onClick, children, ...rest }: ButtonProps) {
	return (
		<button
			{...rest}
			type={type}
			aria-disabled={busy || undefined}
			className={`${shape} ${looks[look]} ${busy ? "opacity-70" : ""} ${rest.className ?? ""}`}
			onClick={busy ? (event) => event.preventDefault() : onClick}
		>
			{children}
		</button>
	);
}

type ActionLinkProps = { to: string; look?: Look; children: ReactNode; "aria-label"?: string };

/** A link to another screen that looks like a button. */
export function ActionLink({ look = "outlined", ...rest }: ActionLinkProps) {
	return <Link {...rest} className={`${shape} ${looks[look]}`} />;
}
