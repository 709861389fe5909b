// The list on the left: who waits, how long, what is known.

import { h, icon } from "./dom.js";
import { SECTIONS } from "./store.js";
import { REASONS, TIERS, ago, clock, full, nowMs, shortTime, spaced, waitedMinutes } from "./words.js";

const LATE_MINUTES = 3;
const VERY_LATE_MINUTES = 10;
const AUTHORS = { bot: "Assistant: ", agent: "", visitor: "" };

/** Puts the children in place, and touches nothing where they stand so already. */
function setChildren(parent, children) {
  const now = parent.children;
  if (now.length === children.length && children.every((child, i) => now[i] === child)) return;
  parent.replaceChildren(...children);
}

export class QueueView {
  #store;
  #open;
  #list;
  #closed = new Set(["closed"]);
  #isQueued = false;
  #rows = new Map();
  #sections = new Map();

  /** `open(id)` is called with the conversation that was chosen. */
  constructor(store, open) {
    this.#store = store;
    this.#open = open;
    this.filter = h("input", {
      type: "search",
      class: "filter",
      placeholder: "Filter",
      "aria-label": "Filter the list",
      on: { input: (e) => this.#filter(e.target.value) },
    });
    this.sites = h("select", {
      class: "site-choice",
      "aria-label": "Site",
      hidden: true,
      on: { change: (e) => this.#chooseSite(Number(e.target.value)) },
    });
    this.#list = h("div", { class: "queue-list" });
    this.element = h(
      "nav",
      { class: "queue", "aria-label": "Conversations" },
      h("div", { class: "queue-tools" }, this.filter, this.sites),
      this.#list,
    );
    for (const type of ["queue", "item", "opened"]) store.addEventListener(type, () => this.#draw());
    store.addEventListener("welcome", () => this.#drawSites());
    setInterval(() => this.#tick(), 1000);
  }

  #filter(text) {
    this.#store.filter = text.trim();
    this.#draw();
  }

  #chooseSite(id) {
    this.#store.site = id;
    this.#draw();
  }

  #drawSites() {
    const sites = this.#store.me.sites;
    this.sites.hidden = sites.length < 2;
    this.sites.replaceChildren(
      h("option", { value: "0" }, "All sites"),
      ...sites.map((s) => h("option", { value: s.id }, s.name)),
    );
    this.sites.value = String(this.#store.site);
  }

  /** Draws once a frame, however many changes came. */
  #draw() {
    if (this.#isQueued) return;
    this.#isQueued = true;
    requestAnimationFrame(() => {
      this.#isQueued = false;
      this.#drawNow();
    });
  }

  /** Rows are kept and made anew only where their conversation changed: there may be hundreds. */
  #drawNow() {
    const focused = document.activeElement?.dataset?.conversation;
    const sections = this.#store.sections();
    const parts = SECTIONS.filter(([key]) => key === "waiting" || sections.get(key).length).map(
      ([key, label]) => this.#section(key, label, sections.get(key)),
    );
    setChildren(this.#list, parts);
    for (const id of this.#rows.keys()) if (!this.#store.items.has(id)) this.#rows.delete(id);
    if (focused && document.activeElement?.dataset?.conversation !== focused) {
      this.row(focused)?.focus({ preventScroll: true });
    }
  }

  #section(key, label, items) {
    const isOpen = !this.#closed.has(key) || this.#store.filter !== "";
    const section = this.#sections.get(key) ?? this.#newSection(key, label);
    section.head.setAttribute("aria-expanded", String(isOpen));
    section.arrow.textContent = isOpen ? "expand_more" : "chevron_right";
    section.count.textContent = String(items.length);
    section.count.classList.toggle("alarm", key === "waiting" && items.length > 0);
    section.nothing.textContent = this.#store.filter ? "Nothing found." : "Nobody is waiting.";
    const below = items.length ? section.list : section.nothing;
    setChildren(section.element, isOpen ? [section.title, below] : [section.title]);
    if (isOpen) setChildren(section.list, items.map((item) => this.#keptRow(item)));
    return section.element;
  }

  #newSection(key, label) {
    const arrow = icon("expand_more");
    const count = h("span", { class: "count" });
    const head = h(
      "button",
      { type: "button", class: "section-head", on: { click: () => this.#toggle(key) } },
      arrow,
      h("span", {}, label),
      count,
    );
    const made = {
      arrow,
      count,
      head,
      title: h("h2", {}, head),
      list: h("ul", { role: "list" }),
      nothing: h("p", { class: "nothing" }),
      element: h("section", { class: "section", dataset: { section: key } }),
    };
    this.#sections.set(key, made);
    return made;
  }

  #keptRow(item) {
    const state = `${item.id === this.#store.selected} ${this.#store.arrivals.has(item.id)}`;
    const kept = this.#rows.get(item.id);
    if (kept && kept.item === item && kept.state === state) return kept.element;
    const element = this.#row(item);
    this.#rows.set(item.id, { item, state, element });
    return element;
  }

  #toggle(key) {
    if (this.#closed.has(key)) this.#closed.delete(key);
    else this.#closed.add(key);
    this.#draw();
  }

  #row(item) {
    const isCurrent = item.id === this.#store.selected;
    const unread = item.mode !== "closed" && item.last_author === "visitor" ? item.unread : 0;
    const button = h(
      "button",
      {
        type: "button",
        class: `row ${unread ? "unread" : ""} ${this.#store.arrivals.has(item.id) ? "arrived" : ""}`,
        dataset: { conversation: item.id },
        "aria-current": isCurrent ? "true" : null,
        on: { click: () => this.#open(item.id) },
      },
      h(
        "span",
        { class: "row-top" },
        h("span", { class: `tier-dot tier-${item.tier}`, title: TIERS[item.tier] ?? item.tier }),
        h("span", { class: "who" }, item.who),
        this.#when(item),
      ),
      h("span", { class: "row-text" }, AUTHORS[item.last_author] ?? "", item.last_text || item.summary),
      this.#marks(item),
    );
    return h("li", {}, button);
  }

  #when(item) {
    if (item.mode === "waiting" && item.waiting_since) {
      return h("span", { class: "when waiting", dataset: { since: item.waiting_since } }, clock(item.waiting_since));
    }
    return h("span", { class: "when", dataset: { at: item.last_at } }, ago(item.last_at));
  }

  #marks(item) {
    const marks = [];
    if (item.mode === "waiting" && item.reason && item.reason !== "asked") {
      marks.push(h("span", { class: "chip alert" }, REASONS[item.reason] ?? spaced(item.reason)));
    }
    if (item.mode === "human") marks.push(h("span", { class: "chip owner" }, this.#ownerName(item)));
    if (item.mode === "closed" && item.outcome) marks.push(h("span", { class: "chip" }, spaced(item.outcome)));
    if (item.tier !== "not_enough_information") {
      marks.push(h("span", { class: `chip tier tier-${item.tier}` }, TIERS[item.tier] ?? item.tier));
    }
    const isReal = !item.is_test && !item.is_sample;
    if (isReal && item.follow_up_by && item.mode !== "human") marks.push(this.#due(item.follow_up_by));
    if (item.is_test) marks.push(h("span", { class: "chip test" }, "Test"));
    if (item.is_sample) marks.push(h("span", { class: "chip sample" }, "Sample"));
    if (!["unclear", "sales"].includes(item.lead_type)) marks.push(h("span", { class: "chip" }, spaced(item.lead_type)));
    marks.push(...item.known.slice(0, 3).map((text) => h("span", { class: "chip known" }, text)));
    return marks.length ? h("span", { class: "row-marks" }, ...marks) : null;
  }

  #due(by) {
    const isLate = Date.parse(by) < nowMs();
    return h("span", { class: `chip due ${isLate ? "late" : ""}`, title: `Follow up by ${full(by)}` }, isLate ? `due since ${shortTime(by)}` : `by ${shortTime(by)}`);
  }

  #ownerName(item) {
    return item.owner === this.#store.me.user ? "You" : item.owner_name || "Somebody";
  }

  #tick() {
    for (const element of this.#list.querySelectorAll("[data-since]")) {
      element.textContent = clock(element.dataset.since);
      const minutes = waitedMinutes(element.dataset.since);
      element.classList.toggle("late", minutes >= LATE_MINUTES && minutes < VERY_LATE_MINUTES);
      element.classList.toggle("very-late", minutes >= VERY_LATE_MINUTES);
    }
    for (const element of this.#list.querySelectorAll("[data-at]")) element.textContent = ago(element.dataset.at);
  }

  row(id) {
    return this.#list.querySelector(`[data-conversation="${CSS.escape(id)}"]`);
  }

  /** Moves the focus down (1) or up (-1) the list. */
  move(step) {
    const rows = [...this.#list.querySelectorAll(".row")];
    if (!rows.length) return;
    const from = rows.indexOf(document.activeElement);
    const start = from >= 0 ? from : rows.findIndex((r) => r.dataset.conversation === this.#store.selected);
    const next = start < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, start + step));
    rows[next].focus();
    rows[next].scrollIntoView({ block: "nearest" });
  }
}
