// What rings for this agent, above everything else: who, how pressing, and a button to take it.

import { h, icon } from "./dom.js";
import { TIERS, clock, countdown } from "./words.js";

const SHOWN = 3;
const WORDS = {
  waiting: (ring) => `${ring.who} is waiting for a person`,
  handed: (ring) => `${ring.by} has handed you ${ring.who}`,
  overdue: (ring) => `${ring.by || "Nobody"} has not answered ${ring.who}`,
};

export function ringing(desk) {
  const { store, acts, keys } = desk;
  const list = h("ul", { role: "list" });
  const element = h("section", { class: "rings", "aria-label": "Rings for you", hidden: true }, list);
  const spoken = h("p", { class: "sr-only", "aria-live": "polite" });
  let rings = [];
  let drawn = "";
  desk.prepend(h("div", { class: "bars" }, desk.bar, element, spoken));

  /** Somebody else may have been faster: the row tells before the next list of rings does. */
  function stillRings(ring) {
    const item = store.items.get(ring.conversation);
    if (ring.conversation === store.selected) return false;
    if (!item) return true;
    return ring.kind === "waiting" ? item.mode === "waiting" : item.mode === "human";
  }

  function answer(ring) {
    desk.open(ring.conversation);
    if (ring.kind === "waiting") acts.take();
  }

  function row(ring) {
    const words = WORDS[ring.kind](ring);
    const act = ring.kind === "waiting" ? "Answer" : "Open";
    const look = () => desk.open(ring.conversation);
    return h(
      "li",
      { class: `ring is-${ring.kind}${ring.is_late ? " is-late" : ""}`, dataset: { ring: ring.conversation } },
      icon(ring.kind === "waiting" ? "notifications_active" : ring.kind === "handed" ? "move_to_inbox" : "timer"),
      h(
        "span",
        { class: "ring-text" },
        h("strong", {}, words),
        ring.tier !== "not_enough_information" && h("span", { class: `chip tier tier-${ring.tier}` }, TIERS[ring.tier] ?? ring.tier),
        h("span", { class: "ring-what" }, ring.kind === "handed" && ring.reason ? ring.reason : ring.summary),
      ),
      h("span", { class: "ring-clock", dataset: { since: ring.since, due: ring.due } }),
      ring.kind === "waiting" && h("button", { type: "button", class: "secondary", "aria-label": `Look at ${ring.who}`, on: { click: look } }, "Look"),
      h("button", { type: "button", class: "primary", "aria-label": `${act}: ${ring.who}`, on: { click: () => answer(ring) } }, act),
    );
  }

  function draw() {
    const still = rings.filter(stillRings);
    const key = JSON.stringify(still);
    if (key === drawn) return;
    drawn = key;
    const more = still.length - SHOWN;
    list.replaceChildren(...still.slice(0, SHOWN).map(row), ...(more > 0 ? [h("li", { class: "ring-more" }, `${more} more in the list`)] : []));
    element.hidden = !still.length;
    tick();
  }

  function tick() {
    for (const place of list.querySelectorAll(".ring-clock")) {
      place.textContent = `${clock(place.dataset.since)}, ${countdown(place.dataset.due).text}`;
    }
  }

  store.addEventListener("frame:rings", (event) => {
    const known = new Set(rings.map((ring) => `${ring.kind}${ring.conversation}`));
    rings = event.detail.rings;
    const fresh = rings.filter((ring) => !known.has(`${ring.kind}${ring.conversation}`) && stillRings(ring));
    if (fresh.length) spoken.textContent = WORDS[fresh[0].kind](fresh[0]);
    draw();
  });
  store.addEventListener("opened", (event) => {
    const handed = rings.find((ring) => ring.kind === "handed" && ring.conversation === event.detail);
    if (handed) acts.ask("ring_seen", { conversation: handed.conversation });
  });
  for (const type of ["queue", "item"]) store.addEventListener(type, draw);
  setInterval(tick, 1000);
  keys.add("a", "Answer what rings first", () => {
    const first = rings.find(stillRings);
    if (first) answer(first);
  }, { area: "Everywhere" });
}
