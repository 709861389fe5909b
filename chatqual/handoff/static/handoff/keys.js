// The keyboard, and the sheet that tells of it.

import { h } from "./dom.js";

const KEYS = [
  ["j / k", "Next and previous conversation"],
  ["Enter", "Open it"],
  ["t", "Take over"],
  ["r", "Release to the assistant"],
  ["c", "Close with an outcome"],
  ["m", "Write a message"],
  ["d", "Details"],
  ["/", "Filter the list"],
  ["?", "This sheet"],
  ["Esc", "Leave the field, back to the list"],
];

export class Keys {
  #acts;
  #added = new Map();

  /** `acts` has a function for each name below. */
  constructor(acts) {
    this.#acts = acts;
    this.list = h("dl", {}, ...KEYS.flatMap(([key, text]) => [h("dt", {}, ...key.split(" / ").map((k) => h("kbd", {}, k))), h("dd", {}, text)]));
    this.sheet = h(
      "dialog",
      { class: "key-sheet", "aria-label": "Keys" },
      h("h2", {}, "Keys"),
      this.list,
      h("form", { method: "dialog" }, h("button", { class: "secondary" }, "Close")),
    );
    document.addEventListener("keydown", (event) => this.#press(event));
  }

  showSheet() {
    if (!this.sheet.open) this.sheet.showModal();
  }

  /** A part of the desk adds a key: its line on the sheet, and what it does. */
  add(key, text, act) {
    this.#added.set(key, act);
    const close = this.list.lastElementChild.previousElementSibling;
    close.before(h("dt", {}, h("kbd", {}, key)), h("dd", {}, text));
  }

  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || this.sheet.open) return;
    const isField = event.target.matches?.("input, textarea, select, [contenteditable]");
    if (event.key === "Escape") {
      if (isField) event.target.blur();
      else this.#acts.escape();
      return;
    }
    if (isField) return;
    const act = this.#added.get(event.key) ?? {
      j: () => this.#acts.move(1),
      k: () => this.#acts.move(-1),
      t: () => this.#acts.take(),
      r: () => this.#acts.release(),
      c: () => this.#acts.closeMenu(),
      m: () => this.#acts.write(),
      d: () => this.#acts.panel(),
      "/": () => this.#acts.filter(),
      "?": () => this.showSheet(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
}
