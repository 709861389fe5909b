// In the head: which colleagues have this conversation open, and who of them writes something.

import { h } from "./dom.js";

const DOING = { note: "is writing a note…" };
const TELL_EVERY = 4000;

export function onlookers(desk) {
  const { store, acts, thread } = desk;
  const faces = h("span", { class: "faces", "aria-hidden": "true" });
  const words = h("span", { class: "onlookers-words" });
  const element = h("p", { class: "onlookers", hidden: true }, faces, words);
  const seen = new Map(); // conversation → user → {name, doing, until, busyUntil}
  let toldAt = 0;
  thread.headView.addBelow(element);

  function here() {
    const now = Date.now();
    const people = seen.get(store.selected) ?? new Map();
    for (const [user, person] of people) if (person.until < now) people.delete(user);
    return [...people.values()].map((p) => ({ ...p, doing: p.busyUntil > now ? p.doing : "viewing" }));
  }

  function draw() {
    const people = here();
    element.hidden = !people.length;
    if (!people.length) return;
    faces.replaceChildren(...people.map((p) => h("span", { class: `face${p.doing === "viewing" ? "" : " is-busy"}` }, initials(p.name))));
    const busy = people.filter((p) => DOING[p.doing]).map((p) => `${p.name} ${DOING[p.doing]}`);
    const text = busy.length ? busy.join(" ") : `${people.map((p) => p.name).join(", ")} ${people.length > 1 ? "look" : "looks"} on`;
    if (words.textContent !== text) words.textContent = text;
  }

  store.addEventListener("frame:viewing", ({ detail: frame }) => {
    const people = seen.get(frame.conversation) ?? new Map();
    seen.set(frame.conversation, people);
    const until = Date.now() + frame.ttl * 1000;
    const before = people.get(frame.user);
    if (frame.doing === "gone") people.delete(frame.user);
    else if (frame.doing === "viewing") people.set(frame.user, { busyUntil: 0, doing: "viewing", ...before, name: frame.name, until });
    else people.set(frame.user, { name: frame.name, doing: frame.doing, busyUntil: until, until: Math.max(until, before?.until ?? 0) });
    draw();
  });
  thread.composer.element.addEventListener("input", () => {
    if (!store.selected || thread.composer.kind !== "note" || Date.now() - toldAt < TELL_EVERY) return;
    toldAt = Date.now();
    acts.ask("noting", { conversation: store.selected });
  });
  store.addEventListener("opened", draw);
  setInterval(draw, 2000);
}

function initials(name) {
  return name.split(/\s+/).map((part) => part[0] ?? "").join("").slice(0, 2).toUpperCase();
}
