import { platform } from "../platform";
import { Button } from "./button";

/** The way to a file that was written. */
export const ShowFolder = ({ path }: { path: string }) => (
	<Button look="plain" aria-label={`フォルダーを開く：${path}`} onClick={() => void platform.showInFolder({ path })}>
		フォルダーを開く
	</Button>
);
