import { mayDo, rolesOf } from "../../lib/acts";
import { roleTitle } from "../../lib/words";
import type { ActName, UserView } from "../../platform";

/** Nothing is sent without somebody for each. */
const needed: ActName[] = ["take_in", "approve"];

/** Roles without which nothing can be sent and that nobody has yet. */
export const lackingRoles = (users: UserView[]): string[] =>
	needed
		.filter((act) => !users.some((user) => user.closed === null && mayDo(user, act)))
		.flatMap((act) => rolesOf(act).map((role) => roleTitle[role]));
