import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { copyText } from "../lib/copy";
import { useContacts } from "../lib/record-queries";
import { Link } from "../lib/router";
import { contactTitle } from "../lib/words";
import { type FrameView, type ProblemView, toProblem } from "../platform";
import { Button } from "./button";

type Props = {
	problem: ProblemView;
	/** What is safe, in a sentence. */
	saved?: string | undefined;
	/** A button that mends it. */
	children?: ReactNode;
	/** Whether it came up just now; then it is read out. */
	fresh?: boolean;
};

const helps = {
	retry: "待つと自動でもう一度ためします。",
	"fix-and-retry": null,
	"call-for-help": "この番号をシステム管理者に伝えてください。",
} as const;

/** Who calls for help depends on who sits there: an administrator has nobody inside to tell. */
function useHelp(retry: ProblemView["retry"]): string | null {
	const frame = useQueryClient().getQueryData<FrameView>(["frame"]);
	const isAdmin = frame?.person.roles.includes("admin") ?? false;
	if (retry === "call-for-help" && isAdmin)
		return "それでも直らないときは、この番号を添えて、この製品の配布元に連絡してください。";
	return helps[retry];
}

/** Every error looks like this: what happened, what was saved, what to do now, and the number to tell. */
export function Problem({ problem, saved, children, fresh = false }: Props) {
	const waiting = problem.retry === "retry" || problem.code === "SERVER_LOGIN_NEEDED";
	const help = useHelp(problem.retry);
	const box = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (fresh) box.current?.scrollIntoView({ block: "nearest" });
	}, [fresh]);
	const tone = waiting ? "border-yellow-900 bg-yellow-50" : "border-red-1000 bg-red-50";
	return (
		<div ref={box} role={fresh ? "alert" : undefined} className={`rounded-8 border-l-8 p-4 ${tone}`}>
			<p className={`text-std-18B-160 ${waiting ? "text-yellow-1200" : "text-red-1100"}`}>
				<span aria-hidden="true">{waiting ? "▲ " : "● "}</span>
				{problem.sentence}
			</p>
			{saved && <p>{saved}</p>}
			<p className="mt-1">
				<b>対処方法</b>　{problem.next_step}
			</p>
			{problem.code === "WRONG_ORDER" && <Link to="/order">送信の順番を見る</Link>}
			{children && <div className="mt-3">{children}</div>}
			<div className="mt-2 flex flex-wrap items-center gap-x-3 text-solid-gray-800">
				<span>
					エラー番号 <b>{problem.number}</b>
				</span>
				<CopyNumber problem={problem} />
				{help && <span>{help}</span>}
			</div>
			{problem.retry === "call-for-help" && <WhomToCall />}
		</div>
	);
}

/** The problem of an act that was just tried; nothing while there is none. */
export function Failure({ of, saved }: { of: unknown; saved?: string }) {
	return of ? <Problem problem={toProblem(of)} saved={saved} fresh /> : null;
}

/** The insurer's own contacts, where somebody is logged in and they were written down. */
function WhomToCall() {
	const client = useQueryClient();
	const isHere = client.getQueryData(["frame"]) !== undefined;
	const contacts = useContacts(isHere);
	const known = contacts.data?.filter((contact) => contact.name !== "") ?? [];
	if (known.length === 0) return null;
	return (
		<ul aria-label="連絡先" className="mt-1">
			{known.slice(0, 4).map(({ role, name, reach }) => (
				<li key={role}>
					{contactTitle[role]}　{name}　<b className="figures">{reach}</b>
				</li>
			))}
		</ul>
	);
}

function CopyNumber({ problem }: { problem: ProblemView }) {
	const [copied, setCopied] = useState(false);
	const copy = async () => {
		await copyText([problem.number, problem.correlation_id].filter(Boolean).join(" "));
		setCopied(true);
	};
	return (
		<>
			<Button look="plain" onClick={() => void copy()}>
				番号をコピー
			</Button>
			<span role="status">{copied ? "コピーしました" : ""}</span>
		</>
	);
}
