// Above the log: who it is, who has it, and what can be done.

import { h, icon } from "./dom.js";
import { OUTCOMES, TIERS, clock, countdown, full, spaced } from "./words.js";

export class HeadView {
  #store;
  #acts;
  #added = [];

  /** `acts`: take, release, close(outcome), back, panel. */
  constructor(store, acts) {
    this.#store = store;
    this.#acts = acts;
    this.names = h("div", {});
    this.title = h("div", { class: "title" }, this.names);
    this.buttons = h("div", { class: "acts" });
    this.element = h(
      "header",
      { class: "thread-head" },
      this.#button("back", "arrow_back", "Back to the list", () => acts.back()),
      this.title,
      this.buttons,
      this.#button("panel-toggle", "right_panel_open", "Brief and details", () => acts.panel()),
    );
    setInterval(() => this.#tick(), 1000);
  }

  /** `make(item, section)` gives elements that go before the menu of closing, or nothing. */
  addButtons(make) {
    this.#added.push(make);
    delete this.buttons.dataset.of;
    this.draw();
  }

  /** An element that a part of the desk keeps below the name. */
  addBelow(element) {
    this.title.append(element);
  }

  draw() {
    const item = this.#store.current;
    this.element.hidden = !item;
    if (!item) return;
    this.names.replaceChildren(h("h1", {}, item.who), this.#status(item));
    this.#tick();
    this.#drawButtons(item);
  }

  /** Opens a menu of the head and puts the keyboard on its first choice. */
  openMenu(name) {
    const menu = this.buttons.querySelector(`details.menu[data-menu="${name}"]`);
    if (!menu) return;
    menu.open = true;
    menu.querySelector("button:not(:disabled), input, select")?.focus();
  }

  // Only when they change: an agent may have the menu open, or the keyboard on a button, while the
  // conversation goes on.
  #drawButtons(item) {
    const wanted = `${item.id} ${this.#store.sectionOf(item)}`;
    if (this.buttons.dataset.of === wanted) return;
    this.buttons.dataset.of = wanted;
    this.buttons.replaceChildren(...this.#buttons(item));
  }

  #status(item) {
    const section = this.#store.sectionOf(item);
    const words = {
      waiting: "Waiting",
      mine: "You have it",
      others: `${item.owner_name || "Somebody"} has it`,
      bot: "With the assistant",
      closed: item.outcome ? `Closed: ${OUTCOMES[item.outcome] ?? spaced(item.outcome)}` : "Closed",
    };
    const site = this.#store.me.sites.length > 1 && this.#store.me.sites.find((s) => s.id === item.site);
    return h(
      "p",
      { class: "status" },
      h("span", { class: `pill is-${section}` }, words[section],
        section === "waiting" && item.waiting_since &&
          h("span", { class: "ticking", dataset: { since: item.waiting_since } }, clock(item.waiting_since))),
      item.clock && h("span", { class: "due-clock", dataset: { due: item.clock.due }, title: `Somebody should have answered by ${full(item.clock.due)}` }),
      item.tier !== "not_enough_information" &&
        h("span", { class: `chip tier tier-${item.tier}` }, `${TIERS[item.tier] ?? item.tier} ${item.score}`),
      item.is_test && h("span", { class: "chip test" }, "Test"),
      item.is_sample && h("span", { class: "chip sample" }, "Sample"),
      site && h("span", { class: "quiet" }, site.name),
    );
  }

  #buttons(item) {
    const section = this.#store.sectionOf(item);
    const out = [];
    if (section === "waiting" || section === "bot") {
      out.push(h("button", { type: "button", class: "primary", title: "Take over (t)", on: { click: () => this.#acts.take() } }, "Take over"));
    }
    if (section === "mine") {
      out.push(h("button", { type: "button", class: "secondary", title: "Give it back to the assistant (r)", on: { click: () => this.#acts.release() } }, "Release"));
    }
    for (const make of this.#added) out.push(...(make(item, section) ?? []));
    if (section !== "closed" && section !== "others") out.push(this.#closeMenu());
    return out;
  }

  #closeMenu() {
    const menu = h("details", { class: "menu", dataset: { menu: "close" } });
    const note = h("input", { type: "text", maxlength: "500", placeholder: "A note (private)", "aria-label": "A private note on why", autocomplete: "off" });
    const close = (outcome) => {
      menu.open = false;
      this.#acts.close(outcome, note.value.trim());
      note.value = "";
    };
    menu.append(
      h("summary", { class: "secondary", title: "Close with an outcome (c)" }, "Close", icon("expand_more")),
      h(
        "div",
        { class: "menu-items" },
        h("p", {}, "Close as"),
        ...this.#store.me.outcomes.map((outcome, at) =>
          h("button", { type: "button", on: { click: () => close(outcome) } }, OUTCOMES[outcome] ?? spaced(outcome), h("kbd", { "aria-hidden": "true" }, String(at + 1))),
        ),
        note,
      ),
    );
    menu.addEventListener("focusout", (e) => {
      if (e.relatedTarget && !menu.contains(e.relatedTarget)) menu.open = false;
    });
    menu.addEventListener("keydown", (e) => {
      if (e.key === "Escape") {
        e.stopPropagation();
        menu.open = false;
        menu.querySelector("summary").focus();
      } else if (e.target !== note && this.#store.me.outcomes[Number(e.key) - 1]) {
        e.preventDefault();
        close(this.#store.me.outcomes[Number(e.key) - 1]);
      }
    });
    return menu;
  }

  #button(className, symbol, label, act) {
    return h("button", { type: "button", class: `icon-button ${className}`, "aria-label": label, title: label, on: { click: act } }, icon(symbol));
  }

  #tick() {
    for (const e of this.element.querySelectorAll("[data-since]")) e.textContent = clock(e.dataset.since);
    for (const e of this.element.querySelectorAll("[data-due]")) {
      const left = countdown(e.dataset.due);
      e.textContent = left.text;
      e.classList.toggle("late", left.isLate);
    }
  }
}
