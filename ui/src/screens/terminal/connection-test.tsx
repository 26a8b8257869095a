import { count } from "../../lib/format";
import { useAct } from "../../lib/queries";
import { Facts } from "../../parts/card";
import { type ConnectionView, platform } from "../../platform";

export const useConnectionTest = () => useAct(platform.testConnection);

export function ConnectionFound({ found }: { found: ConnectionView }) {
	const apart = Math.abs(found.clock_difference_s);
	const side = found.clock_difference_s > 0 ? "遅れています" : "進んでいます";
	return (
		<>
			<p className="mb-2 font-bold text-green-900">
				<span aria-hidden="true">✓ </span>サーバーから返事がありました（{count(found.ms)} ミリ秒）
			</p>
			<Facts
				of={[
					["サーバー", found.server],
					["受付", found.open ? "いま受け付けています" : "いまは時間の外です"],
					["受付の時間", found.hours],
					["時計のちがい", apart === 0 ? "ありません" : `この端末の時計が ${count(apart)} 秒${side}`],
				]}
			/>
			{apart >= 60 && (
				<p className="mt-2 font-bold text-yellow-1200">
					<span aria-hidden="true">▲ </span>時計が合っていません。端末の時計を合わせてください。
				</p>
			)}
		</>
	);
}
