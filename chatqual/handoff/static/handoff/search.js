// Search over every conversation of one's sites: what is typed is asked of the server, and what it
// finds takes the place of the list until the field is empty again.

import { h } from "./dom.js";
import { TIERS, ago, full, spaced } from "./words.js";

const WAIT_MS = 220;
const SHORTEST = 2;
const MODES = { waiting: "Waiting", bot: "With the assistant", closed: "Closed" };
const BY = { visitor: "", bot: "Assistant: ", agent: "Agent: " };
const KINDS = { note: "Note: ", who: "Known: " };

export class SearchView {
  #store;
  #acts;
  #number = 0;
  #timer = 0;
  #asked = "";
  #changed;

  /** `acts`: ask, openLine(id, seq, span). `changed(text)`: what is sought, for the address. */
  constructor(store, acts, changed) {
    this.#store = store;
    this.#acts = acts;
    this.#changed = changed;
    this.field = h("input", {
      type: "search",
      class: "search-field",
      placeholder: "Search all conversations",
      "aria-label": "Search all conversations",
      autocomplete: "off",
      spellcheck: "false",
      maxlength: "200",
      on: { input: () => this.#typed(), keydown: (event) => this.#fieldKey(event) },
    });
    this.note = h("p", { class: "search-note", role: "status" });
    this.list = h("div", { class: "rows search-rows", role: "listbox", "aria-label": "Found conversations" });
    this.element = h("div", { class: "search-results", hidden: true }, this.note, this.list);
    this.list.addEventListener("keydown", (event) => this.#listKey(event));
    store.addEventListener("frame:found", (event) => this.#show(event.detail));
    store.addEventListener("welcome", () => this.isOpen && this.#ask());
  }

  get isOpen() {
    return !this.element.hidden;
  }

  get text() {
    return this.field.value.trim();
  }

  focus() {
    this.field.focus();
    this.field.select();
  }

  /** Begins with a text that stood in the address. */
  begin(text) {
    this.field.value = text;
    this.#typed();
  }

  clear() {
    this.field.value = "";
    this.#typed();
  }

  #typed() {
    clearTimeout(this.#timer);
    this.#changed(this.text);
    const isOn = this.text.length >= SHORTEST;
    this.element.hidden = !isOn;
    this.element.parentElement?.classList.toggle("is-searching", isOn);
    if (!isOn) {
      // An answer that is under way is for nobody any more.
      this.#number += 1;
      this.#asked = "";
      this.list.replaceChildren();
      this.note.textContent = "";
      return;
    }
    if (this.text === this.#asked) return;
    this.element.setAttribute("aria-busy", "true");
    if (!this.list.childElementCount) this.note.textContent = "Searching…";
    this.#timer = setTimeout(() => this.#ask(), WAIT_MS);
  }

  #ask() {
    this.#number += 1;
    this.#asked = this.text;
    this.#acts.ask("search", { text: this.text, number: this.#number });
  }

  #show(frame) {
    if (frame.number !== this.#number || !this.isOpen) return;
    this.element.removeAttribute("aria-busy");
    this.note.textContent = this.#words(frame);
    this.list.hidden = !frame.hits.length;
    this.list.replaceChildren(...frame.hits.map((hit) => this.#hit(hit)));
    this.list.scrollTop = 0;
    if (this.list.firstElementChild) this.list.firstElementChild.tabIndex = 0;
  }

  #words(frame) {
    const count = frame.hits.length;
    const parts = [];
    if (!count) parts.push(`Nothing found for “${frame.text}”.`);
    else if (frame.is_cut) parts.push(`The newest ${count} conversations. Another word narrows it.`);
    else parts.push(count === 1 ? "1 conversation." : `${count} conversations.`);
    if (frame.instead.length) parts.unshift(`“${frame.text}” stands nowhere; this is for “${frame.instead.join(" ")}”.`);
    if (!frame.is_whole) parts.push("Older lines are still being made searchable.");
    return parts.join(" ");
  }

  #hit(hit) {
    const state = hit.mode === "human" ? hit.owner_name : hit.outcome ? spaced(hit.outcome) : MODES[hit.mode];
    const site = this.#store.me.sites.length > 1 && this.#store.me.sites.find((s) => s.id === hit.site)?.name;
    const said = `${KINDS[hit.kind] ?? BY[hit.author] ?? ""}`;
    return h(
      "button",
      {
        type: "button",
        role: "option",
        class: "row hit",
        tabindex: "-1",
        "aria-selected": "false",
        "aria-label": `${hit.who}, ${state}. ${said}${hit.text}. ${full(hit.at)}`,
        dataset: { conversation: hit.conversation, seq: hit.seq ?? "" },
        on: { click: () => this.#acts.openLine(hit.conversation, hit.seq, hit.span) },
      },
      h("span", { class: "row-top" }, h("span", { class: `tier-dot tier-${hit.tier}`, title: TIERS[hit.tier] ?? hit.tier }), h("span", { class: "who" }, hit.who), h("span", { class: "when", title: full(hit.at) }, ago(hit.at))),
      h("span", { class: "row-text found-text" }, said, ...marked(hit.text, hit.marks)),
      h("span", { class: "row-marks" }, h("span", { class: "chip" }, state), site && h("span", { class: "chip" }, site), hit.more > 0 && h("span", { class: "chip" }, `${hit.more} more`)),
    );
  }

  // --- the keyboard ------------------------------------------------------------------------------
  #fieldKey(event) {
    if (event.key === "Escape" && this.field.value) {
      event.preventDefault();
      event.stopPropagation();
      this.clear();
    } else if ((event.key === "ArrowDown" || event.key === "Enter") && this.list.firstElementChild) {
      event.preventDefault();
      this.#focus(this.list.firstElementChild);
    }
  }

  #listKey(event) {
    const rows = [...this.list.children];
    const at = rows.indexOf(event.target);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.focus();
      return;
    }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0) this.field.focus();
    else this.#focus(rows[Math.min(to, rows.length - 1)]);
  }

  #focus(row) {
    for (const other of this.list.children) other.tabIndex = other === row ? 0 : -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  /** As in the list: the next (1) or the one before (-1). */
  move(step) {
    const rows = [...this.list.children];
    const at = rows.indexOf(document.activeElement);
    if (rows.length) this.#focus(rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + step))]);
  }
}

/** The text with what was found set off; `marks` count code points. */
function marked(text, marks) {
  const points = Array.from(text);
  const nodes = [];
  let from = 0;
  for (const [start, end] of marks) {
    nodes.push(points.slice(from, start).join(""), h("mark", {}, points.slice(start, end).join("")));
    from = end;
  }
  nodes.push(points.slice(from).join(""));
  return nodes;
}
