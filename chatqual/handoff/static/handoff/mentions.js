// Where notes name whoever reads this: a button with their number, and a list that leads there.

import { h, icon } from "./dom.js";
import { newId } from "./ids.js";
import { ago } from "./words.js";

export function mentions(desk) {
  const { store, acts } = desk;
  let items = [];
  let goingTo = null;
  const read = new Set();

  const button = h("button", { type: "button", class: "icon-button mentions-button", hidden: true, "aria-expanded": "false", "aria-controls": "mentions-list", on: { click: () => toggle() } });
  const list = h("div", { class: "mentions", id: "mentions-list", role: "region", "aria-label": "Unread mentions", hidden: true });
  const foot = desk.queue.element.querySelector(".queue-foot");
  (foot.querySelector(".foot-buttons") ?? foot).prepend(button);
  foot.append(list);
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    toggle(false);
    button.focus();
  });
  list.addEventListener("focusout", (event) => {
    if (event.relatedTarget && event.relatedTarget !== button && !list.contains(event.relatedTarget)) toggle(false);
  });

  function toggle(isOpen = list.hidden) {
    list.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) list.querySelector("button")?.focus();
  }

  function draw() {
    const words = items.length === 1 ? "1 unread mention" : `${items.length} unread mentions`;
    button.hidden = !items.length;
    button.setAttribute("aria-label", words);
    button.title = words;
    button.replaceChildren(icon("alternate_email"), h("span", { class: "count" }, String(items.length)));
    list.replaceChildren(h("h2", {}, words), ...items.map(entry));
    if (!items.length) toggle(false);
  }

  function entry(item) {
    return h(
      "button",
      { type: "button", on: { click: () => go(item) } },
      h("span", { class: "option-head" }, h("strong", {}, item.by), h("span", { class: "quiet" }, `in ${item.who}`), h("time", { datetime: item.at }, ago(item.at))),
      h("span", { class: "option-text" }, item.text),
    );
  }

  function go(item) {
    toggle(false);
    goingTo = item;
    if (store.selected === item.conversation) look();
    else desk.open(item.conversation);
  }

  /** Shows the note that was asked for, and counts what stands on the screen as read. */
  function look() {
    if (goingTo?.conversation === store.selected && desk.showNote(goingTo.number)) goingTo = null;
    const isHere = (item) => item.conversation === store.selected && store.opened.has(item.conversation);
    if (document.hidden || !items.some((item) => isHere(item) && !read.has(`${item.conversation} ${item.number}`))) return;
    for (const item of items) if (isHere(item)) read.add(`${item.conversation} ${item.number}`);
    acts.ask("mentions_read", { id: newId(), conversation: store.selected });
  }

  desk.mentions = { look };
  store.addEventListener("frame:mentions", ({ detail: frame }) => {
    const before = new Set(items.map((item) => `${item.conversation} ${item.number}`));
    const fresh = frame.items.filter((item) => !before.has(`${item.conversation} ${item.number}`));
    items = frame.items;
    draw();
    if (fresh.length) store.tell("mentioned", fresh);
    look();
  });
  store.addEventListener("mentioned", ({ detail: fresh }) => {
    if (fresh[0].conversation !== store.selected) acts.say(`${fresh[0].by} named you in a note: ${fresh[0].who}`);
  });
  document.addEventListener("visibilitychange", look);
}
