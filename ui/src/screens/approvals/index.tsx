import { screen } from "../../lib/screen";
import { ApprovalScreen } from "./approval";
import { ApprovalsScreen } from "./approvals";

export default [
	screen({
		path: "/approvals",
		title: "承認",
		acts: ["approve"],
		menu: { section: "ファイル", place: 2, waiting: (frame) => frame.waiting.approvals },
		help: {
			what: "ほかの人が用意したファイルを、出ていく前に見ます。自分が用意したものは承認できません。",
			steps: [
				"行の数、除いた行、見つかったことを見ます。",
				"「承認する」で送れるようになります。「差し戻す」には理由を書きます。",
			],
		},
		Screen: ApprovalsScreen,
	}),
	screen({
		path: "/jobs/:id/approval",
		belongsTo: "/approvals",
		Screen: ({ id }) => <ApprovalScreen id={Number(id)} />,
	}),
];
