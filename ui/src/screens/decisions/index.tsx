import { screen } from "../../lib/screen";
import { DecisionsScreen } from "./decisions";

export default [
	screen({
		path: "/jobs/:id/decisions",
		belongsTo: "/jobs",
		Screen: ({ id, person }) => <DecisionsScreen id={Number(id)} person={person} />,
	}),
];
