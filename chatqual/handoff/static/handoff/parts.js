// What the desk has beside its core. Each part is a function of the <chat-desk> element and finds
// there `store`, `acts`, `keys`, `queue`, `thread` and `panel`. Frames that the store does not know
// arrive as the store's event `frame:<type>`.

import { copying } from "./copying.js";
import { ownership } from "./ownership.js";
import { panelPart } from "./panel_part.js";
import { writing } from "./writing.js";

export const PARTS = [ownership, panelPart, writing, copying];
