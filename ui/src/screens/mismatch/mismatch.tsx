import { momentText } from "../../lib/format";
import { useMismatch, useMismatchAct } from "../../lib/record-queries";
import { Broken } from "../../parts/broken";
import { ActionLink, Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { Whereabouts } from "../../parts/whereabouts";
import { type MismatchView, type PairItem, platform } from "../../platform";
import { hidesAddress, PairTable } from "../comparison/pair-table";
import { Assign } from "./assign";
import { Decide, useNext } from "./decide";
import { JustDecided } from "./just-decided";
import { Stopped } from "./stopped";

/** One person whose data don't fit the register: both records, and what can be done. */
export function MismatchScreen({ id }: { id: number }) {
	const found = useMismatch(id);
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const { line, items } = found.data;
	return (
		<Page
			title={headings[line.state]}
			lead={`突合不一致${line.id}　${line.registration}　${line.name}　本人確認判定フラグ ${line.flag}`}
			side={<Side id={id} />}
		>
			<JustDecided />
			<p>
				<Stopped of={line} />
				<span className="ml-3">{found.data.because && `${found.data.because}。`}</span>
			</p>
			<Said of={found.data} />
			{items.length > 0 ? (
				<Card className="overflow-x-auto py-2">
					<PairTable of={{ label: "2つの記録", a: "登録した記録", items: differingFirst(items) }} />
					{hidesAddress(items) && <Whereabouts place="mismatch" id={id} />}
				</Card>
			) : (
				<p>2つの記録は、解消して30日たったので廃棄しました。</p>
			)}
			<Decide of={found.data} />
			<Resend of={found.data} />
			<Register of={found.data} />
			<Assign of={found.data} />
			<History of={found.data} />
		</Page>
	);
}

function Side({ id }: { id: number }) {
	const next = useNext(id);
	return (
		<div className="flex flex-wrap gap-3 print:hidden">
			{next !== undefined && <ActionLink to={`/mismatches/${next}`}>次の人</ActionLink>}
			<ActionLink to="/mismatches">一覧へ</ActionLink>
		</div>
	);
}

/** What the person must look at stands in sight, above the answers. */
const differingFirst = (items: PairItem[]) => {
	const differs = ({ word }: PairItem) => word === "different" || word === "missing";
	return [...items.filter(differs), ...items.filter((item) => !differs(item))];
};

const headings = {
	open: "データがまちがっていますか",
	correcting: "基幹システムで直して、送りなおしてください",
	proposed: "2人目が確かめるのを待っています",
	agreed: "サーバーに登録するのを待っています",
	"no-doubt": "理由付き疑いなしで、解消しました",
	resolved: "住基と一致して、解消しました",
};

function Said({ of }: { of: MismatchView }) {
	const said = of.proposal;
	const withdraw = useMismatchAct(platform.withdrawNoDoubt);
	if (!said) return null;
	return (
		<Card title="疑いなしと言う理由">
			<p>
				<b>{said.reason}</b>
				<span className="ml-4">確かめたもの：{said.evidence}</span>
			</p>
			<p className="text-solid-gray-700">
				{said.by} が {momentText(said.at)} に言いました。
				{said.agreed_by ? `2人目 ${said.agreed_by} が認めました。` : "ほかの承認者が認めるまで、登録されません。"}
				{said.leaves_at && `${momentText(said.leaves_at)} を過ぎると、サーバーに登録します。`}
			</p>
			{of.acts.includes("withdraw") && (
				<div className="mt-2">
					<Failure of={withdraw.error} />
					<Button busy={withdraw.isPending} onClick={() => withdraw.mutate({ id: of.line.id })}>
						{said.agreed_by ? "認めたことを取り消す" : "言ったことを取り消す"}
					</Button>
				</div>
			)}
		</Card>
	);
}

/** Correct, check, send again: the steps with their places. */
function Resend({ of }: { of: MismatchView }) {
	const reopen = useMismatchAct(platform.reopenMismatch);
	if (of.line.state !== "correcting") return null;
	const sent = of.line.resent;
	return (
		<Card title="訂正のしかた">
			<ol className="list-decimal pl-6">
				<li>基幹システムで、まちがっているところを直します（番号の訂正は、異動区分 4）。</li>
				<li>加入者情報一括登録ファイルを取り出して、「送る」から検査して送ります。</li>
				<li>処理が終わると、サーバーがもう一度くらべます。合えば、この一覧から消えます。</li>
			</ol>
			<Failure of={reopen.error} />
			<div className="mt-4 flex flex-wrap gap-3">
				{sent ? (
					<ActionLink to={`/jobs/${sent}`}>送信{sent}で送りなおしました。その状態を見る</ActionLink>
				) : (
					<ActionLink to="/send" look="filled">
						直したファイルを送る
					</ActionLink>
				)}
				{of.acts.includes("reopen") && (
					<Button busy={reopen.isPending} onClick={() => reopen.mutate({ id: of.line.id })}>
						考えなおす
					</Button>
				)}
			</div>
		</Card>
	);
}

function Register({ of }: { of: MismatchView }) {
	const register = useMismatchAct(platform.registerNoDoubt);
	if (!of.acts.includes("register")) return null;
	return (
		<Card>
			<p className="mb-3">2人が認めました。サーバーにつながりしだい登録します。</p>
			<Failure of={register.error} />
			<Button look="filled" busy={register.isPending} onClick={() => register.mutate({ id: of.line.id })}>
				いま登録する
			</Button>
		</Card>
	);
}

function History({ of }: { of: MismatchView }) {
	if (of.history.length === 0) return null;
	return (
		<Card title="これまで">
			<ul>
				{of.history.map((event) => (
					<li key={`${event.at}${event.what}`} className="border-b border-line py-1 last:border-b-0">
						<span className="figures mr-4 text-solid-gray-700">{momentText(event.at)}</span>
						<span className="mr-4">{event.by}</span>
						{event.what}
					</li>
				))}
			</ul>
		</Card>
	);
}
