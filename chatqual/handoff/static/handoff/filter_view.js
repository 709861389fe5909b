// The choice of what is listed: its panel, and what is chosen as marks that take it back.

import { h, icon } from "./dom.js";
import { KINDS, valuesOf } from "./filters.js";
import { TIERS, spaced } from "./words.js";

const NAMES = { site: "Site", tier: "Tier", type: "Kind of lead", topic: "Topic", owner: "With", team: "Team" };
const TIER_ORDER = Object.keys(TIERS);

export class FilterView {
  #store;
  #changed;
  #drawn = "";

  /** `changed()` is called after each choice. */
  constructor(store, changed) {
    this.#store = store;
    this.#changed = changed;
    this.count = h("span", { class: "filter-count", hidden: true });
    this.button = h(
      "button",
      { type: "button", class: "icon-button filter-toggle", "aria-expanded": "false", "aria-controls": "desk-filters", on: { click: () => this.toggle() } },
      icon("filter_list"),
      this.count,
    );
    this.panel = h("div", { class: "filters", id: "desk-filters", hidden: true, role: "group", "aria-label": "Filters" });
    this.marks = h("div", { class: "filter-marks", hidden: true });
    this.panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.toggle(false);
      this.button.focus();
    });
  }

  toggle(wanted = this.panel.hidden) {
    this.panel.hidden = !wanted;
    this.button.setAttribute("aria-expanded", String(wanted));
    this.#drawn = "";
    if (!wanted) return;
    this.draw();
    this.panel.querySelector("button")?.focus();
  }

  draw() {
    const filters = this.#store.filters;
    const count = filters.count;
    this.count.hidden = !count;
    this.count.textContent = String(count);
    this.button.setAttribute("aria-label", count ? `Filters, ${count} chosen` : "Filters");
    this.button.title = "Filters (f)";
    const groups = KINDS.map((kind) => [kind, this.#choices(kind)]);
    const drawn = JSON.stringify([groups, filters.isUnread, this.#hiddenWaiting(), this.panel.hidden]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#drawMarks(groups);
    if (!this.panel.hidden) this.#drawPanel(groups);
  }

  /** The values of a kind that stand in the list, or are chosen: [value, words, how many, chosen]. */
  #choices(kind) {
    const counts = new Map(this.#store.filters.chosen(kind).map((value) => [value, 0]));
    for (const item of this.#store.items.values()) {
      if (item.mode === "closed") continue;
      for (const value of valuesOf(kind, item)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const found = [...counts].map(([value, n]) => [value, this.#words(kind, value), n, this.#store.filters.has(kind, value)]);
    if (kind === "tier") return found.sort((a, b) => TIER_ORDER.indexOf(a[0]) - TIER_ORDER.indexOf(b[0]));
    return found.sort((a, b) => a[1].localeCompare(b[1]));
  }

  #words(kind, value) {
    if (kind === "tier") return TIERS[value] ?? spaced(value);
    if (kind === "site") return this.#store.me.sites.find((s) => String(s.id) === value)?.name ?? `Site ${value}`;
    if (kind === "owner") return this.#ownerName(value);
    return spaced(value);
  }

  #ownerName(value) {
    if (value === String(this.#store.me.user)) return "You";
    for (const item of this.#store.items.values()) if (String(item.owner) === value) return item.owner_name;
    return this.#store.colleagues.find((c) => String(c.id) === value)?.name ?? "Somebody";
  }

  #hiddenWaiting() {
    let count = 0;
    for (const item of this.#store.items.values()) if (item.mode === "waiting" && !this.#store.filters.passes(item)) count += 1;
    return count;
  }

  #drawMarks(groups) {
    const filters = this.#store.filters;
    const chosen = groups.flatMap(([kind, choices]) => choices.filter((c) => c[3]).map(([value, words]) => this.#mark(words, `${NAMES[kind]}: ${words}`, () => filters.toggle(kind, value))));
    if (filters.isUnread) chosen.push(this.#mark("Unread", "Unread", () => (filters.isUnread = false)));
    const hidden = this.#hiddenWaiting();
    const clear = h("button", { type: "button", class: "filter-clear", on: { click: () => this.#choose(() => filters.clear()) } }, "Clear filters");
    const note = hidden > 0 && h("p", { class: "filter-note" }, hidden === 1 ? "1 who waits is not shown." : `${hidden} who wait are not shown.`);
    this.marks.hidden = filters.isEmpty;
    this.#keepFocus(this.marks, [...chosen, clear, note].filter(Boolean));
  }

  #mark(words, label, takeBack) {
    return h(
      "button",
      { type: "button", class: "filter-mark", dataset: { of: label }, "aria-label": `Without ${label}`, on: { click: () => this.#choose(takeBack) } },
      words,
      icon("close"),
    );
  }

  #drawPanel(groups) {
    const unread = h(
      "div",
      { class: "filter-group" },
      this.#choice("Unread only", this.#store.filters.isUnread, "unread", () => (this.#store.filters.isUnread = !this.#store.filters.isUnread)),
    );
    const shown = groups.filter(([kind, choices]) => choices.length > (kind === "site" ? 1 : 0) || choices.some((c) => c[3]));
    this.#keepFocus(this.panel, [unread, ...shown.map(([kind, choices]) => this.#group(kind, choices))]);
  }

  #group(kind, choices) {
    const id = `filter-${kind}`;
    return h(
      "div",
      { class: "filter-group", role: "group", "aria-labelledby": id },
      h("p", { id, class: "filter-name" }, NAMES[kind]),
      ...choices.map(([value, words, count, isChosen]) => this.#choice(words, isChosen, `${kind}:${value}`, () => this.#store.filters.toggle(kind, value), count)),
    );
  }

  #choice(words, isChosen, name, choose, count = null) {
    return h(
      "button",
      { type: "button", class: "filter-choice", "aria-pressed": String(isChosen), dataset: { of: name }, on: { click: () => this.#choose(choose) } },
      words,
      count !== null && h("span", { class: "filter-number" }, String(count)),
    );
  }

  #choose(change) {
    change();
    this.#changed();
  }

  /** Draws anew what may have the focus, and gives it back to the same choice. */
  #keepFocus(parent, children) {
    const name = parent.contains(document.activeElement) ? document.activeElement.dataset.of : null;
    const hadFocus = parent.contains(document.activeElement);
    parent.replaceChildren(...children);
    if (!hadFocus) return;
    const again = [...parent.querySelectorAll("[data-of]")].find((e) => e.dataset.of === name);
    (again ?? parent.querySelector("button") ?? this.button).focus();
    if (parent.hidden) this.button.focus();
  }
}
