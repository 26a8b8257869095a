import { ACTS, type ActName, type Role } from "../platform";

type Somebody = { roles: Role[] };

/** The roles that an act belongs to; none where it is open to everybody. */
export function rolesOf(act: ActName): Role[] {
	const { who } = ACTS[act];
	return typeof who === "string" ? [] : who;
}

/** Whether somebody may do it, as the core will say too: what one may not do isn't shown. */
export const mayDo = ({ roles }: Somebody, act: ActName): boolean =>
	typeof ACTS[act].who === "string" || rolesOf(act).some((role) => roles.includes(role));
