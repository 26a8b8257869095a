import { useQuery } from "@tanstack/react-query";
import { Broken } from "../../parts/broken";
import { Loading, Page } from "../../parts/page";
import { platform } from "../../platform";
import { CompareMembers } from "./compare-members";
import { TypeMember } from "./type-member";

/** One person typed, and a list held against those who are registered. */
export function MembersScreen() {
	const found = useQuery({ queryKey: ["member-form"], queryFn: () => platform.memberForm() });
	if (found.error && !found.data) return <Broken error={found.error} />;
	if (!found.data) return <Loading />;
	return (
		<Page
			title="加入者の登録と照合"
			lead="1人だけを登録・変更・訂正します。1行のファイルになり、ほかのファイルと同じ検査と承認を通ります。"
		>
			<TypeMember form={found.data} />
			<CompareMembers />
		</Page>
	);
}
