// The list on the left: who waits, how long, what is known.

import { h, icon } from "./dom.js";
import { FilterView } from "./filter_view.js";
import { kept } from "./kept.js";
import { RowView } from "./row_view.js";
import { SECTIONS } from "./store.js";

/** While the list is being used, its rows stay where they are for so long. */
const HELD_MS = 3000;
const SLOW_TICKS = 20; // times that are not counted in seconds are looked at every so many
const FIRST_SHOWN = 150; // rows of a section; more on demand
const EMPTY = { waiting: "Nobody is waiting." };

/** Puts the children in place with as few moves as may be; what stands right is not touched. */
function setChildren(parent, children) {
  const wanted = new Set(children);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let at = parent.firstElementChild;
  for (const child of children) {
    // One that has moved down: out of the way, it comes in again at its place.
    if (at && at !== child && at.nextElementSibling === child) {
      const gone = at;
      at = child;
      gone.remove();
    }
    if (at === child) at = at.nextElementSibling;
    else parent.insertBefore(child, at);
  }
}

export class QueueView {
  #store;
  #open;
  #list;
  #closed = new Set(["closed"]);
  #isQueued = false;
  #rows = new Map();
  #sections = new Map();
  #order = new Map();
  #shown = new Map();
  #touchedAt = -HELD_MS;
  #releaseTimer = 0;
  #tabStop = null;
  #ticks = 0;

  /** `open(id)` is called with the conversation that was chosen, `filtered()` after each choice. */
  constructor(store, open, filtered) {
    this.#store = store;
    this.#open = open;
    this.filters = new FilterView(store, () => {
      this.#forgetOrder();
      filtered();
      this.draw();
    });
    this.#list = h("div", { class: "queue-list" });
    this.nothing = h("p", { class: "nothing", hidden: true }, "No conversation fits these filters.");
    this.tools = h("div", { class: "queue-tools" }, this.filters.button);
    this.element = h("nav", { class: "queue", "aria-label": "Conversations" }, this.tools, this.filters.panel, this.filters.marks, this.#list);
    for (const type of ["queue", "item", "opened"]) store.addEventListener(type, () => this.draw());
    store.addEventListener("welcome", () => this.#recall());
    for (const type of ["pointermove", "pointerdown", "wheel", "keydown"]) this.#list.addEventListener(type, () => this.#touched(), { passive: true });
    this.#list.addEventListener("keydown", (event) => this.#key(event));
    this.#list.addEventListener("focusin", (event) => this.#focused(event.target));
    document.addEventListener("visibilitychange", () => this.draw());
    setInterval(() => this.#tick(), 1000);
  }

  #recall() {
    this.#closed = new Set(kept.read("collapsed", ["closed"]));
    this.draw();
  }

  /** Draws once a frame, however many changes came. */
  draw() {
    if (this.#isQueued) return;
    this.#isQueued = true;
    // A hidden page has no frames, but its title and labels are still read.
    if (document.hidden) setTimeout(() => this.#drawNow(), 200);
    else requestAnimationFrame(() => this.#drawNow());
  }

  #drawNow() {
    this.#isQueued = false;
    const anchor = this.#anchor();
    const focused = this.#list.contains(document.activeElement) ? document.activeElement.dataset.conversation : null;
    const sections = this.#store.sections();
    const parts = SECTIONS.filter(([key]) => key === "waiting" || sections.get(key).length).map(([key, label]) => this.#section(key, label, sections.get(key)));
    const isNothing = !this.#store.filters.isEmpty && [...sections.values()].every((items) => !items.length);
    this.nothing.hidden = !isNothing;
    setChildren(this.#list, isNothing ? [this.nothing] : parts);
    for (const id of this.#rows.keys()) if (!this.#store.items.has(id)) this.#rows.delete(id);
    this.#setTabStop();
    this.filters.draw();
    if (focused && document.activeElement?.dataset?.conversation !== focused) this.row(focused)?.focus({ preventScroll: true });
    this.#stay(anchor);
  }

  // --- sections ----------------------------------------------------------------------------------
  #section(key, label, items) {
    const section = this.#sections.get(key) ?? this.#newSection(key, label);
    const isOpen = !this.#closed.has(key) || !this.#store.filters.isEmpty;
    section.head.setAttribute("aria-expanded", String(isOpen));
    section.arrow.textContent = isOpen ? "expand_more" : "chevron_right";
    section.count.textContent = String(items.length);
    section.count.classList.toggle("alarm", key === "waiting" && items.length > 0);
    section.list.setAttribute("aria-label", `${label}, ${items.length === 1 ? "1 conversation" : `${items.length} conversations`}`);
    section.nothing.textContent = this.#store.filters.isEmpty ? EMPTY[key] : "Nobody who waits fits these filters.";
    if (!isOpen) {
      setChildren(section.element, [section.title]);
      return section.element;
    }
    const ordered = this.#inOrder(key, items);
    const limit = this.#shown.get(key) ?? FIRST_SHOWN;
    const shown = ordered.slice(0, limit);
    section.more.textContent = `Show ${Math.min(FIRST_SHOWN, ordered.length - limit)} more of ${ordered.length}`;
    setChildren(section.list, shown.map((item) => this.#row(item)));
    const below = items.length ? section.list : section.nothing;
    setChildren(section.element, ordered.length > limit ? [section.title, below, section.more] : [section.title, below]);
    return section.element;
  }

  #newSection(key, label) {
    const id = `desk-section-${key}`;
    const arrow = icon("expand_more");
    const count = h("span", { class: "count" });
    const list = h("div", { class: "rows", role: "listbox", id });
    const nothing = h("p", { class: "nothing" });
    const head = h("button", { type: "button", class: "section-head", on: { click: () => this.#toggle(key) } }, arrow, label, count);
    const title = h("h2", { class: "section-title" }, head);
    const more = h("button", { type: "button", class: "more-rows", on: { click: () => this.#showMore(key) } });
    const element = h("section", { class: "section", dataset: { section: key } });
    const section = { element, title, head, arrow, count, list, nothing, more };
    this.#sections.set(key, section);
    return section;
  }

  #toggle(key) {
    if (!this.#closed.delete(key)) this.#closed.add(key);
    kept.write("collapsed", [...this.#closed]);
    this.draw();
  }

  #showMore(key) {
    const before = this.#shown.get(key) ?? FIRST_SHOWN;
    this.#shown.set(key, before + FIRST_SHOWN);
    const last = this.#sections.get(key).list.lastElementChild;
    this.draw();
    requestAnimationFrame(() => requestAnimationFrame(() => last?.nextElementSibling?.focus()));
  }

  #row(item) {
    let row = this.#rows.get(item.id);
    if (!row) {
      row = new RowView(item.id, () => this.#open(item.id));
      this.#rows.set(item.id, row);
    }
    row.draw(item, {
      isCurrent: item.id === this.#store.selected,
      isArrived: this.#store.arrivals.has(item.id),
      owner: item.owner === this.#store.me.user ? "You" : item.owner_name || "Somebody",
    });
    return row.element;
  }

  // --- rows stay where they are while somebody uses them -------------------------------------------
  #touched() {
    this.#touchedAt = performance.now();
    clearTimeout(this.#releaseTimer);
    this.#releaseTimer = setTimeout(() => this.draw(), HELD_MS + 20);
  }

  get #isHeld() {
    return performance.now() - this.#touchedAt < HELD_MS;
  }

  #forgetOrder() {
    this.#touchedAt = -HELD_MS;
  }

  /** The items in the order of the desk; in use, those that are there keep theirs. */
  #inOrder(key, items) {
    const before = this.#order.get(key);
    const ordered = this.#isHeld && before ? heldOrder(items, before) : items;
    this.#order.set(key, new Map(ordered.map((item, at) => [item.id, at])));
    return ordered;
  }

  /** What is under the pointer or has the focus, and where: it is to stay there. */
  #anchor() {
    if (!this.#isHeld) return null;
    const element = this.#list.querySelector(".row:hover") ?? (document.activeElement?.classList.contains("row") ? document.activeElement : null);
    return element && this.#list.contains(element) ? { element, top: element.getBoundingClientRect().top } : null;
  }

  /** Scrolls by as much as the anchor has moved; a short list is made long enough for it. */
  #stay(anchor) {
    if (!anchor) {
      if (!this.#isHeld) this.#list.style.paddingBottom = "";
      return;
    }
    const moved = anchor.element.getBoundingClientRect().top - anchor.top;
    if (!moved) return;
    const wanted = this.#list.scrollTop + moved;
    this.#list.scrollTop = wanted;
    const short = Math.ceil(wanted - this.#list.scrollTop);
    if (short <= 0) return;
    this.#list.style.paddingBottom = `${parseFloat(getComputedStyle(this.#list).paddingBottom) + this.#list.clientHeight}px`;
    this.#list.scrollTop = wanted;
  }

  #tick() {
    this.#ticks += 1;
    const isSlow = this.#ticks % SLOW_TICKS === 0;
    for (const row of this.#rows.values()) if ((row.isClock || isSlow) && row.element.isConnected) row.tick();
  }

  // --- the keyboard ------------------------------------------------------------------------------
  row(id) {
    const element = this.#rows.get(id)?.element;
    return element?.isConnected ? element : null;
  }

  get #elements() {
    return [...this.#list.querySelectorAll(".row")];
  }

  /** One row of the list can be reached by Tab; the arrows lead to the others. */
  #setTabStop() {
    const wanted = this.row(this.#tabStop) ?? this.row(this.#store.selected) ?? this.#list.querySelector(".row");
    for (const element of this.#list.querySelectorAll(".row[tabindex='0']")) if (element !== wanted) element.tabIndex = -1;
    if (wanted) wanted.tabIndex = 0;
  }

  #focused(element) {
    if (!element.classList.contains("row")) return;
    this.#tabStop = element.dataset.conversation;
    this.#setTabStop();
  }

  #key(event) {
    if (!event.target.classList.contains("row")) return;
    const rows = this.#elements;
    const at = rows.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#focus(rows[Math.min(rows.length - 1, Math.max(0, to))]);
  }

  #focus(row) {
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  }

  /** Moves the focus down (1) or up (-1) the list. */
  move(step) {
    const rows = this.#elements;
    if (!rows.length) return;
    this.#touched();
    const from = rows.indexOf(document.activeElement);
    const start = from >= 0 ? from : rows.findIndex((r) => r.dataset.conversation === this.#store.selected);
    this.#focus(rows[start < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, start + step))]);
  }

  /** The first row of a section, opened if need be; its head where it is empty. */
  goTo(key) {
    if (this.#closed.has(key)) this.#toggle(key);
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const section = this.#sections.get(key);
        if (!section?.element.isConnected) return;
        this.#focus(section.list.isConnected && section.list.firstElementChild ? section.list.firstElementChild : section.head);
      }),
    );
  }

  /** The row that has the focus, else the open conversation. */
  get pointedAt() {
    return (this.#list.contains(document.activeElement) && document.activeElement.dataset.conversation) || this.#store.selected;
  }
}

/** Those that were there in the order that they had, the new ones before what they come before. */
function heldOrder(items, before) {
  const stay = items.filter((item) => before.has(item.id)).sort((a, b) => before.get(a.id) - before.get(b.id));
  for (let at = items.length - 1; at >= 0; at -= 1) {
    if (before.has(items[at].id)) continue;
    const next = items[at + 1];
    const place = next ? stay.indexOf(next) : stay.length;
    stay.splice(place, 0, items[at]);
  }
  return stay;
}
