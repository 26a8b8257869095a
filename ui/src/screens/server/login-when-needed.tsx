import { isAboutServerLogin } from "../../lib/job";
import { ServerLogin } from "./server-login";

type Props = {
	/** Why an act failed; null while it didn't. */
	error: unknown;
	/** Does it again, once the person is logged in. */
	again: () => void;
};

/** The way on, where an act failed since nobody is logged in at the server. */
export const LoginWhenNeeded = ({ error, again }: Props) =>
	isAboutServerLogin(error) ? <ServerLogin mustChange={false} onDone={again} /> : null;
