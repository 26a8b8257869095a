import { layerTitle } from "../../lib/words";
import type { LayerName } from "../../platform";

/** The hops of the way, in their order. */
export const layers = Object.keys(layerTitle) as LayerName[];
