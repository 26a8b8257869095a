import { wayTitle } from "../lib/words";
import type { SendingWay } from "../platform";
import { Choice } from "./field";

const notes: Record<SendingWay, string> = {
	direct: "承認されたら、この端末がサーバーへ送ります。",
	"official-screen": "承認されたファイルを書き出し、公式の画面で送って、結果をここに入れます。",
	media: "承認されたファイルを暗号化して書き出し、媒体で送ります。",
};

type Props = { id: string; chosen: SendingWay; onChange: (way: SendingWay) => void };

/** By which way a file goes to the server. */
export const WayChoice = ({ id, chosen, onChange }: Props) => (
	<div className="grid gap-2">
		{(Object.keys(notes) as SendingWay[]).map((way) => (
			<Choice
				key={way}
				id={`${id}-${way}`}
				type="radio"
				name={id}
				label={wayTitle[way]}
				note={notes[way]}
				checked={chosen === way}
				onChange={() => onChange(way)}
			/>
		))}
	</div>
);
