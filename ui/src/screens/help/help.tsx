import { Card } from "../../parts/card";
import { Page } from "../../parts/page";
import { namedScreens } from "../all";
import { HelpText } from "./help-text";
import { glossary, keys } from "./words";

export function HelpScreen() {
	return (
		<Page title="手引き" lead="どの画面でも F1 を押すと、その画面の手引きが出ます。">
			<div className="grid items-start gap-4 lg:grid-cols-2">
				<Card title="画面ごとの手引き">
					{namedScreens().map((screen) => (
						<details key={screen.path} className="border-b border-line py-1 last:border-b-0">
							<summary className="flex min-h-11 items-center font-bold text-blue-900 underline underline-offset-4">
								{screen.title}
							</summary>
							<HelpText of={screen.help} />
						</details>
					))}
				</Card>
				<div className="flex flex-col gap-4">
					<Card title="ことばの意味">
						<dl>
							{glossary.map(([word, meaning]) => (
								<div key={word} className="mb-2">
									<dt className="font-bold">{word}</dt>
									<dd>{meaning}</dd>
								</div>
							))}
						</dl>
					</Card>
					<Card title="キーボード">
						<dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1">
							{keys.map(([key, act]) => (
								<div key={key} className="contents">
									<dt className="font-bold">{key}</dt>
									<dd>{act}</dd>
								</div>
							))}
						</dl>
					</Card>
				</div>
			</div>
		</Page>
	);
}
