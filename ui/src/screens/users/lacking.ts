import { roleTitle } from "../../lib/words";
import type { Role, UserView } from "../../platform";

const needed: Role[] = ["clerk", "approver"];

/** Roles without which nothing can be sent and that nobody has yet. */
export const lackingRoles = (users: UserView[]): string[] =>
	needed.filter((role) => !users.some((user) => user.roles.includes(role))).map((role) => roleTitle[role]);
