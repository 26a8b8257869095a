import { mayDo } from "../../lib/acts";
import { useForm } from "../../lib/form";
import { useAct, useSettings } from "../../lib/queries";
import { Broken } from "../../parts/broken";
import { Card } from "../../parts/card";
import { Choice, TextField } from "../../parts/field";
import { Form } from "../../parts/form";
import { Loading, Page } from "../../parts/page";
import { Failure } from "../../parts/problem";
import { type PersonView, platform, type SettingView } from "../../platform";

/** 設定: one card a setting; what the organisation decided can be read and not changed. */
export function SettingsScreen({ person }: { person: PersonView }) {
	const found = useSettings();
	if (found.error) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const mayChange = mayDo(person, "change_setting");
	return (
		<Page title="この端末の設定" lead="変えると、すぐに効きます。">
			{found.data.map((setting) => (
				<Card key={setting.key} title={setting.title} className="flex flex-col gap-3">
					<p>{setting.note}</p>
					<Value of={setting} canChange={mayChange && !setting.managed} />
				</Card>
			))}
		</Page>
	);
}

function Value({ of, canChange }: { of: SettingView; canChange: boolean }) {
	if (!canChange)
		return (
			<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
				<p className="text-std-18B-160">{of.words}</p>
				{of.managed && <Managed />}
				{of.problem && <p className="w-full font-bold text-red-1000">● {of.problem.sentence}</p>}
			</div>
		);
	return of.unit === null ? <Switch of={of} /> : <Count key={of.value} of={of} unit={of.unit} />;
}

/** Locked, in words: the organisation's policy decides. */
const Managed = () => (
	<p className="rounded-4 border border-solid-gray-600 bg-solid-gray-50 px-2">
		組織のポリシーで管理されています。この端末では変えられません。
	</p>
);

function Switch({ of }: { of: SettingView }) {
	const change = useAct(platform.changeSetting);
	return (
		<>
			<Choice
				id={`setting-${of.key}`}
				label="する"
				checked={of.value > 0}
				onChange={(on) => change.mutate({ key: of.key, value: on ? 1 : 0 })}
			/>
			<Failure of={change.error} />
		</>
	);
}

function Count({ of, unit }: { of: SettingView; unit: string }) {
	const fits = (typed: string) =>
		/^\d{1,9}$/.test(typed.trim()) && Number(typed) >= of.least && Number(typed) <= of.most
			? null
			: `${of.least}から${of.most}までの数を入れてください。`;
	const form = useForm({ value: String(of.value) }, { value: fits }, of.key);
	const change = useAct(platform.changeSetting);
	return (
		<Form
			onSubmit={form.submit(({ value }) => change.mutate({ key: of.key, value: Number(value) }))}
			of={change}
			verb={`${of.title}を決める`}
		>
			<TextField
				id={`setting-${of.key}`}
				label={`${of.title}（${unit}）`}
				inputMode="numeric"
				className="max-w-72"
				{...form.code("value")}
			/>
		</Form>
	);
}
