import { join, World } from "./bridge";

// Comes before the page in `npm run dev` and in the browser's tests: `?scenario=busy&user=ichiro`, or `?world=7`.
const wanted = new URLSearchParams(window.location.search);
const bridge = window.location.origin;
const known = wanted.get("world");
const fresh = () => World.begin(bridge, wanted.get("scenario") ?? "log-in", wanted.get("user") ?? undefined);
join(known === null ? fresh() : Promise.resolve(World.known(bridge, known)));
