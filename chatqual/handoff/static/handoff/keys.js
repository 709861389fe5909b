// The keyboard: who asks for which key, and the sheet that tells of it. The sheet is made from what
// is registered, so that it can neither forget a key nor tell of one that does nothing.

import { h } from "./dom.js";
import { kept } from "./kept.js";

const SEQUENCE_MS = 1500;
const FIELDS = "input, textarea, select, [contenteditable=''], [contenteditable='true']";
const SHOWN = { ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc", " ": "Space" };
/** The order of the areas on the sheet; others come behind. */
const AREAS = ["Everywhere", "Go to", "List", "Search", "Conversation"];

export class Keys {
  #entries = [];
  #acts = new Map();
  #begun = "";
  #timer = 0;
  #escape;

  /** `escape()` is called for Esc outside of a field. */
  constructor({ escape }) {
    this.#escape = escape;
    this.list = h("div", { class: "key-areas" });
    this.single = h("input", { type: "checkbox", on: { change: () => this.#choose(this.single.checked) } });
    this.sheet = h(
      "dialog",
      { class: "key-sheet", "aria-label": "Keys" },
      h("h2", {}, "Keys"),
      this.list,
      h("label", { class: "key-switch" }, this.single, "Single keys are on (without Ctrl or Alt)"),
      h("form", { method: "dialog" }, h("button", { class: "secondary" }, "Close")),
    );
    document.addEventListener("keydown", (event) => this.#press(event));
    this.add("?", "Show this sheet", () => this.showSheet(), { area: "Everywhere" });
    this.tell("Escape", "Leave the field, close what lies on top, back to the list", { area: "Everywhere" });
  }

  /** Off for those whose speech input or tremor types letters (WCAG 2.1.4). */
  get areSingleOn() {
    return kept.read("keys", "on") !== "off";
  }

  #choose(isOn) {
    kept.write("keys", isOn ? "on" : "off");
  }

  /**
   * A part of the desk adds a key, with its line on the sheet. `key`: as in KeyboardEvent.key; two
   * with a space between are pressed one after the other ("g w"); a list: any of them.
   */
  add(key, text, act, { area = "Conversation" } = {}) {
    const keys = [key].flat();
    for (const one of keys) {
      if (this.#acts.has(one)) console.error(`The key ${one} is taken.`);
      this.#acts.set(one, act);
    }
    this.tell(keys, text, { area });
  }

  /** A line on the sheet for a key that somebody else listens for. */
  tell(key, text, { area = "Conversation" } = {}) {
    this.#entries.push({ keys: [key].flat(), text, area });
  }

  get entries() {
    return this.#entries;
  }

  showSheet() {
    if (this.sheet.open) return;
    this.single.checked = this.areSingleOn;
    const areas = [...new Set([...AREAS, ...this.#entries.map((e) => e.area)])];
    const shown = areas.map((area) => this.#area(area, this.#entries.filter((e) => e.area === area)));
    this.list.replaceChildren(...shown.filter(Boolean));
    this.sheet.showModal();
  }

  #area(name, entries) {
    if (!entries.length) return null;
    const lines = entries.flatMap((e) => [h("dt", {}, ...e.keys.flatMap(keyCaps)), h("dd", {}, e.text)]);
    return h("section", {}, h("h3", {}, name), h("dl", {}, ...lines));
  }

  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    const isField = event.target.matches?.(FIELDS);
    if (event.key === "Escape") {
      this.#begun = "";
      if (isField) event.target.blur();
      else this.#escape();
      return;
    }
    if (isField || !this.areSingleOn) return;
    const act = this.#actFor(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** The act of this key, alone or behind one that was just pressed; a first of two waits. */
  #actFor(key) {
    const sequence = this.#begun && this.#acts.get(`${this.#begun} ${key}`);
    this.#begun = "";
    clearTimeout(this.#timer);
    if (sequence) return sequence;
    if (this.#acts.has(key)) return this.#acts.get(key);
    if ([...this.#acts.keys()].some((known) => known.startsWith(`${key} `))) {
      this.#begun = key;
      this.#timer = setTimeout(() => (this.#begun = ""), SEQUENCE_MS);
      return () => {};
    }
    return null;
  }
}

function keyCaps(key, at) {
  const caps = (key === " " ? [key] : key.split(" ")).map((k) => h("kbd", {}, SHOWN[k] ?? k));
  return at ? ["or ", ...caps] : caps;
}
