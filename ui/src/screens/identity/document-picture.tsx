import type { ReactNode } from "react";

/** Where to look on a document: the shapes are ours, drawn after nothing in particular. */
export function DocumentPicture({ id, large = false }: { id: string; large?: boolean }) {
	const draw = pictures[id] ?? paper;
	return (
		<svg
			viewBox="0 0 96 64"
			aria-hidden="true"
			className={`shrink-0 ${large ? "h-40 w-60" : "h-16 w-24"}`}
			fill="none"
			stroke="#414143"
			strokeWidth="2"
		>
			{draw}
		</svg>
	);
}

/** A ring around what has to be looked at. */
const ring = (x: number, y: number, width: number) => (
	<rect x={x} y={y} width={width} height="12" rx="6" stroke="#c73300" strokeWidth="2.5" />
);
const line = (x: number, y: number, to: number) => <path d={`M${x} ${y}H${to}`} />;
const face = (x: number, y: number) => (
	<g>
		<rect x={x} y={y} width="20" height="24" fill="#e8f1fe" />
		<circle cx={x + 10} cy={y + 9} r="4.5" />
		<path d={`M${x + 3} ${y + 23}q7-10 14 0`} />
	</g>
);
const sheet = <path d="M28 4h30l10 10v46H28z" fill="#fff" />;

/** Name above, last day below, face at the right. */
const photoCard: ReactNode = (
	<>
		<rect x="6" y="6" width="84" height="52" rx="5" fill="#fff" />
		{face(64, 20)}
		{line(14, 18, 54)}
		{line(14, 30, 46)}
		{line(14, 46, 50)}
		{ring(10, 12, 48)}
		{ring(10, 40, 44)}
	</>
);

/** Face at the left; the number is on the back. */
const numberCard: ReactNode = (
	<>
		<rect x="4" y="4" width="66" height="42" rx="4" fill="#fff" />
		<rect x="26" y="18" width="66" height="42" rx="4" fill="#e8f1fe" />
		{line(10, 14, 44)}
		{line(10, 24, 22)}
		{ring(7, 8, 42)}
		{ring(7, 18, 18)}
		<text x="34" y="50" fontSize="9" fill="#414143" stroke="none">
			●●●●●
		</text>
		{ring(30, 41, 56)}
	</>
);

const plainCard: ReactNode = (
	<>
		<rect x="6" y="6" width="84" height="52" rx="5" fill="#fff" />
		{line(14, 18, 54)}
		{line(14, 30, 76)}
		{line(14, 46, 50)}
		{ring(10, 12, 48)}
		{ring(10, 40, 44)}
	</>
);

const book: ReactNode = (
	<>
		<path d="M48 10v48M48 10q-20-8-40 0v48q20-8 40 0q20-8 40 0V10q-20-8-40 0" fill="#fff" />
		{face(16, 18)}
		{line(56, 22, 80)}
		{line(56, 34, 74)}
		{ring(52, 16, 32)}
		{ring(52, 28, 32)}
	</>
);

const paper: ReactNode = (
	<>
		{sheet}
		{line(34, 24, 60)}
		{line(34, 34, 54)}
		{line(34, 44, 60)}
		{ring(31, 18, 34)}
	</>
);

const chip: ReactNode = (
	<>
		<rect x="4" y="14" width="54" height="36" rx="4" fill="#fff" />
		<rect x="12" y="24" width="14" height="12" rx="2" fill="#fef3c7" />
		<path d="M64 22q8 10 0 20M72 16q14 16 0 32" />
	</>
);

const lens: ReactNode = (
	<>
		{sheet}
		{line(34, 24, 56)}
		<circle cx="60" cy="38" r="13" fill="#e8f1fe" />
		<path d="M69 48l13 11" strokeWidth="4" />
	</>
);

const talk: ReactNode = (
	<>
		<path d="M8 10h50v28H28l-10 10V38H8z" fill="#fff" />
		{line(16, 20, 48)}
		{line(16, 29, 40)}
		<path d="M64 26h24v20h-6v8l-8-8H64z" fill="#e8f1fe" />
	</>
);

const pictures: Record<string, ReactNode> = {
	individual_number_card: numberCard,
	individual_number_card_ic: chip,
	individual_number_card_phone: chip,
	jpki_signature: chip,
	approved_electronic_method: chip,
	electronic_authority: chip,
	drivers_license: photoCard,
	driving_record_certificate: photoCard,
	residence_card: photoCard,
	special_permanent_resident_certificate: photoCard,
	photo_document_public: photoCard,
	passport: book,
	physical_disability_handbook: book,
	mental_disability_handbook: book,
	rehabilitation_handbook: book,
	pension_book: book,
	notification_card: plainCard,
	insured_card: plainCard,
	eligibility_certificate: plainCard,
	jlis_confirmation: lens,
	basic_resident_register: lens,
	past_file: lens,
	employment_relation: talk,
	questions_answered: talk,
};
