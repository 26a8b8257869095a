import type { Bound } from "../lib/form";
import { TextField } from "./field";

/** The proxy on the way to the server, and who asks one that wants to know. */
export const ProxyFields = ({ address, user, password }: { address: Bound; user: Bound; password: Bound }) => (
	<div className="flex flex-col gap-3">
		<TextField
			id="proxy-address"
			label="プロキシ"
			hint="例 proxy.example:8080。なければ、空のままにします。"
			inputMode="url"
			{...address}
		/>
		<div className="grid items-end gap-3 sm:grid-cols-2">
			<TextField id="proxy-user" label="プロキシの利用者ID" hint="求められるときだけ入れます。" {...user} />
			<TextField id="proxy-password" label="そのパスワード" {...password} />
		</div>
	</div>
);
