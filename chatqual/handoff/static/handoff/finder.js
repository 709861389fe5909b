// A field with a list under it: typed into, walked with the arrows, chosen from with Enter. It lies
// over the log, above the composer; one is open at a time.

import { h, icon } from "./dom.js";

const WAIT_MS = 120;
let made = 0;

export class Finder {
  #options;
  #items = [];
  #active = 0;
  #timer = 0;
  #sought = null;

  /**
   * `options`: label, hint, symbol, find(text) (asks; `show` answers), option(item) (its nodes),
   * pick(item, isOther), foot(item) (nodes for the chosen one, or null), closed(text) (after Esc),
   * none(text) (nodes where nothing was found).
   */
  constructor(options) {
    this.#options = options;
    const id = `finder-${(made += 1)}`;
    this.id = id;
    this.input = h("input", {
      type: "text",
      role: "combobox",
      "aria-label": options.label,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${id}-list`,
      placeholder: options.hint,
      autocomplete: "off",
      spellcheck: "false",
      enterkeyhint: "done",
      maxlength: "300",
      on: { input: () => this.#typed(), keydown: (e) => this.#key(e) },
    });
    this.list = h("ul", { role: "listbox", id: `${id}-list`, "aria-label": options.label, hidden: true });
    this.status = h("p", { class: "finder-status", role: "status" });
    this.foot = h("div", { class: "finder-foot", hidden: true });
    const close = h("button", { type: "button", class: "icon-button", "aria-label": "Close", on: { click: () => this.#leave() } }, icon("close"));
    this.element = h(
      "section",
      { class: "finder", hidden: true, "aria-label": options.label },
      h("div", { class: "finder-field" }, icon(options.symbol), this.input, close),
      this.list,
      this.status,
      this.foot,
    );
    this.element.addEventListener("focusout", (e) => {
      if (e.relatedTarget && !this.element.contains(e.relatedTarget)) this.close();
    });
    this.element.addEventListener("keydown", (e) => this.#escape(e));
  }

  get isOpen() {
    return !this.element.hidden;
  }

  open(text = "") {
    this.element.hidden = false;
    this.input.value = text;
    this.#sought = null;
    this.show([], { isBusy: true });
    this.input.focus();
    this.#ask();
  }

  close() {
    clearTimeout(this.#timer);
    this.element.hidden = true;
  }

  /** Closed by the person: what was typed goes back to where they came from. */
  #leave() {
    this.close();
    this.#options.closed?.(this.input.value);
  }

  /** What was found for `text`; an answer to an older text is passed over. */
  answer(text, items) {
    if (this.isOpen && text === this.#sought) this.show(items);
  }

  show(items, { isBusy = false } = {}) {
    this.#items = items;
    this.#active = 0;
    this.list.replaceChildren(...items.map((item, n) => this.#option(item, n)));
    this.list.hidden = !items.length;
    this.input.setAttribute("aria-expanded", String(items.length > 0));
    const text = this.input.value.trim();
    const none = items.length || isBusy ? [] : this.#options.none(text);
    this.status.replaceChildren(...(items.length ? [`${items.length} found`] : none));
    this.status.classList.toggle("sr-only", items.length > 0);
    this.#mark();
  }

  #option(item, n) {
    const option = h("li", { role: "option", id: `${this.id}-${n}`, "aria-selected": "false" }, ...this.#options.option(item));
    // The field keeps the keyboard.
    option.addEventListener("mousedown", (e) => e.preventDefault());
    option.addEventListener("click", () => {
      this.#active = n;
      this.#pick(false);
    });
    return option;
  }

  #mark() {
    const options = [...this.list.children];
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === this.#active)));
    const active = options[this.#active];
    if (active) this.input.setAttribute("aria-activedescendant", active.id);
    else this.input.removeAttribute("aria-activedescendant");
    active?.scrollIntoView({ block: "nearest" });
    const foot = active ? this.#options.foot?.(this.#items[this.#active]) : null;
    this.foot.hidden = !foot;
    this.foot.replaceChildren(...(foot ?? []));
  }

  #typed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), WAIT_MS);
  }

  #ask() {
    this.#sought = this.input.value.trim();
    this.#options.find(this.#sought);
  }

  #key(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.#items.length) {
      event.preventDefault();
      this.#active = (this.#active + step + this.#items.length) % this.#items.length;
      this.#mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#pick(event.shiftKey);
    } else if (event.key === "Backspace" && !this.input.value) {
      event.preventDefault();
      this.close();
      this.#options.closed?.(null);
    }
  }

  #escape(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.#leave();
  }

  /** `isOther`: the second way to take it (Shift). */
  #pick(isOther) {
    const item = this.#items[this.#active];
    if (item) this.#options.pick(item, isOther);
  }
}
