import { useState } from "react";
import { useForm, wanted } from "../../lib/form";
import { count } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Button } from "../../parts/button";
import { Card, Facts } from "../../parts/card";
import { FileField } from "../../parts/file-field";
import { Failure } from "../../parts/problem";
import { type DefinitionFile, type DefinitionView, platform } from "../../platform";
import { Fingerprint, useTrust } from "../setup/trust";
import { periodOf } from "./definitions";

/** 定義を取り込む: look into the file, compare its fingerprint with the paper, take it. */
export function ImportDefinition() {
	const [taken, setTaken] = useState<DefinitionView | null>(null);
	const form = useForm({ path: "" }, { path: wanted("定義ファイルの場所") });
	const path = form.field("path");
	const trust = useTrust();
	const read = useAct(platform.readDefinition, (file) => trust.show(file.defines ? file.sha256 : ""));
	const take = useAct(platform.importDefinition, () => {
		setTaken(read.data?.defines ?? null);
		read.reset();
		form.reset();
	});
	const change = (value: string) => {
		path.onChange(value);
		setTaken(null);
		read.reset();
	};
	return (
		<Card title="定義を取り込む" className="flex flex-col gap-4">
			<form
				noValidate
				className="flex flex-wrap items-end gap-2"
				onSubmit={form.submit((values) => read.mutate({ path: values.path.trim() }))}
			>
				<div className="min-w-0 grow basis-96">
					<FileField
						id="definition-path"
						label="定義ファイルの場所"
						extensions={["toml"]}
						{...path}
						onChange={change}
						onChosen={(chosen) => read.mutate({ path: chosen })}
					/>
				</div>
				<Button type="submit" busy={read.isPending}>
					中身を確かめる
				</Button>
			</form>
			<Failure of={read.error} />
			{read.data && read.data.problems.length > 0 && <Problems file={read.data} />}
			{read.data?.defines && (
				<>
					<Defines file={read.data} defines={read.data.defines} />
					<Fingerprint trust={trust} paper="配布元の紙" />
					{trust.missing && (
						<p role="alert" className="font-bold text-red-1000">
							<span aria-hidden="true">● </span>
							8組すべてを紙と見くらべて、印を付けてください。
						</p>
					)}
					<Failure of={take.error} />
					<div>
						<Button
							look="filled"
							busy={take.isPending}
							onClick={() => trust.whole() && take.mutate({ path: path.value.trim(), fingerprint: trust.fingerprint })}
						>
							この定義を取り込む
						</Button>
					</div>
				</>
			)}
			<p role="status">
				{taken && `「${taken.title}」の版「${taken.version}」を取り込みました。${periodOf(taken)}使います。`}
			</p>
		</Card>
	);
}

const Problems = ({ file }: { file: DefinitionFile }) => (
	<div className="rounded-8 border-l-8 border-red-1000 bg-red-50 p-4">
		<p className="text-std-18B-160 text-red-1100">
			<span aria-hidden="true">● </span>
			直すところが {count(file.problems.length)} か所あるので、取り込めません。
		</p>
		<ul className="mt-2 max-h-60 overflow-auto">
			{file.problems.map((problem) => (
				<li key={`${problem.line} ${problem.text}`} className="flex gap-3">
					<span className="figures shrink-0">{count(problem.line)} 行目</span>
					<span>{problem.text}</span>
				</li>
			))}
		</ul>
		<p className="mt-2">
			<b>対処方法</b>　この一覧を添えて、配布元に直してもらってください。
		</p>
	</div>
);

function Defines({ file, defines }: { file: DefinitionFile; defines: DefinitionView }) {
	return (
		<div className="flex flex-col gap-3">
			<Facts
				of={[
					["ファイルの種類", <b key="title">{defines.title}</b>],
					["版", `${defines.version}（${defines.provisional ? "仮" : "正式"}）`],
					["使う期間", periodOf(defines)],
				]}
			/>
			{file.compared_with === null && <p>この種類の定義は、まだありません。新しい種類になります。</p>}
			{file.compared_with !== null && file.changes.length === 0 && (
				<p>いま使っている版（{file.compared_with}）と、決まりは変わりません。</p>
			)}
			{file.changes.length > 0 && (
				<div>
					<b>いま使っている版（{file.compared_with}）から変わること</b>
					<ul className="mt-1 max-h-60 list-disc overflow-auto pl-6">
						{file.changes.map((change) => (
							<li key={change}>{change}</li>
						))}
					</ul>
				</div>
			)}
		</div>
	);
}
