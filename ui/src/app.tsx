import { Frame } from "./frame/frame";
import { useChanges, useDrafts, useFrame, useStart } from "./lib/queries";
import { usePath } from "./lib/router";
import { useStillHere } from "./lib/still-here";
import { Failure } from "./parts/problem";
import { Screen } from "./screen";
import { ConnectionScreen } from "./screens/connection/connection";
import { ChangePassword } from "./screens/door/change-password";
import { Door } from "./screens/door/door";
import { Locked } from "./screens/door/locked";
import { LogIn } from "./screens/door/log-in";
import { Unlock } from "./screens/door/unlock";
import { Setup } from "./screens/setup/setup";

/** Which door one stands at; behind the last one, the frame and its screens. */
export function App() {
	useChanges();
	const start = useStart();
	const path = usePath();
	useStillHere(start.data?.stage === "ready");
	if (start.error) return <Stopped error={start.error} />;
	if (!start.data) return null;

	const { stage } = start.data;
	// The wizard goes on after its first step has logged the administrator in.
	const adding = stage === "ready" && path === "/setup/new";
	if (stage === "set-up" || (stage === "ready" && path === "/setup") || adding)
		return <Setup key={`${adding}`} start={start.data} adding={adding} />;
	if (stage === "unlock") return <Unlock version={start.data.version} />;
	if (stage === "locked") return <Locked who={start.data.left ?? ""} version={start.data.version} />;
	if (stage === "log-in" && path === "/connection") return <ConnectionDoor />;
	if (stage === "log-in") return <LogIn version={start.data.version} />;
	return <Inside path={path} />;
}

function Inside({ path }: { path: string }) {
	const frame = useFrame();
	const mustChange = frame.data?.person.must_change_password || frame.error?.view.code === "PASSWORD_CHANGE_REQUIRED";
	const drafts = useDrafts(frame.data !== undefined && !mustChange);
	if (mustChange) return <ChangePassword first />;
	if (frame.data && !drafts.isPending)
		return (
			<Frame frame={frame.data}>
				<Screen key={path} path={path} frame={frame.data} />
			</Frame>
		);
	return frame.error ? <Stopped error={frame.error} /> : null;
}

/** When nothing else works nobody can log in at the server, and perhaps nobody is here who may log in at all. */
const ConnectionDoor = () => (
	<main className="mx-auto max-w-5xl px-4 py-8 sm:px-8">
		<ConnectionScreen back={{ to: "/", words: "ログインへもどる" }} />
	</main>
);

/** The program can't go on; it says why. */
const Stopped = ({ error }: { error: Error }) => (
	<Door title="始められません">
		<Failure of={error} />
	</Door>
);
