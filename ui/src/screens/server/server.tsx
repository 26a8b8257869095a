import { useFrame } from "../../lib/queries";
import { goBack } from "../../lib/router";
import { Card } from "../../parts/card";
import { Page } from "../../parts/page";
import { ServerLogin } from "./server-login";

/** Logging in at the server ahead of a file that will need it. */
export function ServerScreen() {
	const server = useFrame().data?.server;
	if (server?.logged_in)
		return (
			<Page title="サーバーにログインしています">
				<Card>
					<p>{server.user ? `利用者ID ${server.user} で入っています。` : server.words}</p>
				</Card>
			</Page>
		);
	return (
		<Page
			fills
			title="サーバーへログインしてください"
			lead="この端末のログインとは別の、サーバーの利用者IDを使います。承認されたファイルを送るのに必要です。"
		>
			<div className="max-w-2xl">
				<ServerLogin mustChange={false} onDone={goBack} />
			</div>
		</Page>
	);
}
