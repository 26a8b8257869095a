import { useFrame } from "../../lib/queries";

/** The reminder of an expiry, wherever a file is about to go. */
export function CertificateNotice() {
	const notice = useFrame().data?.certificate?.notice;
	if (!notice) return null;
	return (
		<p className="rounded-8 border-l-8 border-yellow-900 bg-yellow-50 p-3 font-bold text-yellow-1200">
			<span aria-hidden="true">▲ </span>
			{notice}
			<span className="ml-2 font-normal">システム管理者に、更新を頼んでください。</span>
		</p>
	);
}
