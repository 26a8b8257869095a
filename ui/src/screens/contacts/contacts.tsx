import { useState } from "react";
import { mayDo } from "../../lib/acts";
import { useForm, wanted } from "../../lib/form";
import { useAct } from "../../lib/queries";
import { useContacts } from "../../lib/record-queries";
import { contactTitle } from "../../lib/words";
import { Broken } from "../../parts/broken";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { TextField } from "../../parts/field";
import { FormDialog } from "../../parts/form-dialog";
import { Loading, Page } from "../../parts/page";
import { type Contact, type PersonView, platform } from "../../platform";

/** Whom to call, one after another. */
export function ContactsScreen({ person }: { person: PersonView }) {
	const found = useContacts();
	const [changing, setChanging] = useState<Contact | null>(null);
	if (found.error) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	const lacking = found.data.filter((contact) => contact.name === "").length;
	return (
		<Page
			title={lacking > 0 ? `連絡先が ${lacking} つ、まだ書かれていません` : "連絡先"}
			lead={
				mayDo(person, "set_contact") ? "上から順に連絡します。" : "上から順に連絡します。システム管理者が書きます。"
			}
			side={<Button onClick={() => window.print()}>印刷する</Button>}
		>
			<Card>
				<ol>
					{found.data.map((contact) => (
						<li
							key={contact.role}
							className="flex flex-wrap items-center gap-x-5 gap-y-1 border-b border-line py-3 last:border-b-0"
						>
							<b className="w-52">{contactTitle[contact.role]}</b>
							<span className="grow">
								{contact.name ? (
									<>
										{contact.name}　<b className="figures">{contact.reach}</b>
										<span className="block text-solid-gray-700">{contact.note}</span>
									</>
								) : (
									"まだ書かれていません"
								)}
							</span>
							{mayDo(person, "set_contact") && (
								<Button
									className="print:hidden"
									aria-label={`書く：${contactTitle[contact.role]}`}
									onClick={() => setChanging(contact)}
								>
									書く…
								</Button>
							)}
						</li>
					))}
				</ol>
			</Card>
			{changing && <Change of={changing} onClose={() => setChanging(null)} />}
		</Page>
	);
}

function Change({ of, onClose }: { of: Contact; onClose: () => void }) {
	const set = useAct(platform.setContact, onClose);
	const form = useForm(
		{ name: of.name, reach: of.reach, note: of.note },
		{ name: wanted("名前"), reach: wanted("電話など") },
		of.role,
	);
	return (
		<FormDialog
			title={contactTitle[of.role]}
			verb="連絡先を決める"
			look="filled"
			onClose={onClose}
			onSubmit={form.submit((typed) => set.mutate({ contact: { role: of.role, ...typed } }))}
			of={set}
		>
			<TextField id="contact-name" label="名前（人か窓口）" focused {...form.field("name")} />
			<TextField id="contact-reach" label="電話など" {...form.field("reach")} />
			<TextField id="contact-note" label="受付の時間など（なければ空）" {...form.field("note")} />
		</FormDialog>
	);
}
