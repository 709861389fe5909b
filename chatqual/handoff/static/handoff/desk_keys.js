// The keys of the list and of getting about. Other parts of the desk add theirs beside these.

import { SECTIONS } from "./store.js";

export function addDeskKeys(desk) {
  const { acts, keys, queue, search } = desk;
  const everywhere = { area: "Everywhere" };
  const list = { area: "List" };
  keys.add("/", "Search all conversations", () => desk.showList(() => search.focus()), everywhere);
  for (const [key, label] of SECTIONS) {
    keys.add(`g ${key[0]}`, label, () => desk.showList(() => queue.goTo(key)), { area: "Go to" });
  }
  keys.add("j", "Next conversation", () => desk.move(1), list);
  keys.add("k", "Conversation before", () => desk.move(-1), list);
  keys.tell(["ArrowDown", "ArrowUp"], "The same, in the list", list);
  keys.tell("Enter", "Open it", list);
  keys.add("u", "Mark as unread", () => desk.markUnread(), list);
  keys.add("f", "Filters", () => desk.showList(() => queue.filters.toggle()), list);
  keys.add("F", "Clear the filters", () => desk.clearFilters(), list);
  keys.tell("Enter", "From the field to what was found", { area: "Search" });
  keys.tell("Escape", "Back to the field; there: empty it", { area: "Search" });
  keys.add("t", "Take over", () => acts.take());
  keys.add("r", "Release to the assistant", () => acts.release());
  keys.add("c", "Close with an outcome", () => acts.closeMenu());
  keys.add("m", "Write a message", () => acts.write());
  keys.add("d", "Brief and details", () => acts.panel());
}
