// The conversation in the middle: its lines, who has it, and what can be done.

import { ComposerView } from "./composer_view.js";
import { h, icon } from "./dom.js";
import { fillTrace, lineElement, pendingElement } from "./line_view.js";
import { textNodes } from "./line_text.js";
import { OUTCOMES, TIERS, clock, day, dayKey, spaced } from "./words.js";

const NEAR_BOTTOM = 80;

export class ThreadView {
  #store;
  #acts;
  #typingTimer = 0;
  #shown = null;

  /** `acts`: take, release, close(outcome), message(text), typing, read(seq), older, trace, back, panel. */
  constructor(store, acts) {
    this.#store = store;
    this.#acts = acts;
    this.title = h("div", { class: "title" });
    this.buttons = h("div", { class: "acts" });
    this.head = h(
      "header",
      { class: "thread-head" },
      this.#button("back", "arrow_back", "Back to the list", () => acts.back()),
      this.title,
      this.buttons,
      this.#button("panel-toggle", "right_panel_open", "Brief and details", () => acts.panel()),
    );
    this.lines = h("div", { class: "lines", role: "log", "aria-label": "Conversation", tabindex: "0" });
    this.typing = h("p", { class: "typing", "aria-live": "polite" });
    this.jump = h(
      "button",
      { type: "button", class: "jump", hidden: true, on: { click: () => this.toBottom() } },
      icon("arrow_downward"),
      "New lines",
    );
    this.composer = new ComposerView(store, acts);
    this.element = h(
      "section",
      { class: "thread", "aria-label": "Conversation" },
      this.head,
      h("div", { class: "lines-box" }, this.lines, this.jump),
      this.typing,
      this.composer.element,
    );
    this.lines.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    store.addEventListener("opened", (e) => e.detail === store.selected && this.draw());
    store.addEventListener("item", (e) => e.detail === store.selected && this.#drawHead());
    store.addEventListener("lines", (e) => this.#onLines(e.detail));
    store.addEventListener("read", (e) => e.detail === store.selected && this.#drawRead());
    store.addEventListener("typing", (e) => this.#onTyping(e.detail));
    store.addEventListener("trace", (e) => this.#onTrace(e.detail));
    store.addEventListener("gone", (e) => e.detail === store.selected && this.#acts.back());
    document.addEventListener("visibilitychange", () => this.#markRead());
    setInterval(() => this.#tick(), 1000);
    this.draw();
  }

  draw() {
    const id = this.#store.selected;
    const has = id ? this.#store.opened.get(id) : null;
    const isOther = this.#shown !== id;
    this.#shown = id;
    this.element.classList.toggle("is-empty", !id);
    this.#drawHead();
    if (!id) {
      this.lines.replaceChildren(this.#nothingChosen());
      return;
    }
    if (!has) {
      this.lines.replaceChildren(h("p", { class: "nothing" }, "Loading…"));
      return;
    }
    const stay = !isOther && !this.isAtBottom;
    const top = this.lines.scrollTop;
    this.#drawLines(has);
    if (stay) this.lines.scrollTop = top;
    else this.toBottom();
    if (isOther) this.#showTyping("");
    this.#markRead();
  }

  #nothingChosen() {
    return h(
      "div",
      { class: "welcome" },
      icon("forum"),
      h("p", {}, "Choose a conversation on the left."),
      h("p", { class: "hint" }, h("kbd", {}, "j"), h("kbd", {}, "k"), " to move, ", h("kbd", {}, "Enter"), " to open, ", h("kbd", {}, "?"), " for all keys"),
    );
  }

  // --- head --------------------------------------------------------------------------------------
  #drawHead() {
    const item = this.#store.current;
    this.head.hidden = !item;
    if (item) {
      this.title.replaceChildren(h("h1", {}, item.who), this.#status(item));
      this.#drawButtons(item);
    }
    this.composer.draw();
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
    if (section !== "closed" && section !== "others") out.push(this.#closeMenu());
    return out;
  }

  #closeMenu() {
    const menu = h("details", { class: "menu" });
    menu.append(
      h("summary", { class: "secondary", title: "Close with an outcome" }, "Close", icon("expand_more")),
      h(
        "div",
        { class: "menu-items" },
        h("p", {}, "Close as"),
        ...this.#store.me.outcomes.map((outcome) =>
          h(
            "button",
            {
              type: "button",
              on: {
                click: () => {
                  menu.open = false;
                  this.#acts.close(outcome);
                },
              },
            },
            OUTCOMES[outcome] ?? spaced(outcome),
          ),
        ),
      ),
    );
    menu.addEventListener("focusout", (e) => {
      if (!menu.contains(e.relatedTarget)) menu.open = false;
    });
    return menu;
  }

  #button(className, symbol, label, act) {
    return h("button", { type: "button", class: `icon-button ${className}`, "aria-label": label, title: label, on: { click: act } }, icon(symbol));
  }

  #tick() {
    for (const e of this.head.querySelectorAll("[data-since]")) e.textContent = clock(e.dataset.since);
  }

  /** What a part of the desk puts behind line `seq`: elements that are no lines. */
  beside = () => [];

  // --- lines -------------------------------------------------------------------------------------
  #drawLines(has) {
    const item = this.#store.current;
    const lines = [...has.lines.values()].sort((a, b) => a.seq - b.seq);
    const out = [];
    if (has.hasOlder && lines.length) out.push(this.#olderButton(lines[0].seq));
    let lastDay = "";
    let lastAuthor = "";
    for (const line of lines) {
      if (dayKey(line.at) !== lastDay) {
        lastDay = dayKey(line.at);
        lastAuthor = "";
        out.push(h("h2", { class: "day" }, h("span", {}, day(line.at))));
      }
      const element = this.#kept(line) ?? lineElement(line, shortName(item.who), { trace: (seq) => this.#acts.trace(seq) });
      element.classList.toggle("follows", line.author === lastAuthor);
      lastAuthor = line.author;
      out.push(element);
      const beside = this.beside(line.seq);
      if (beside.length) lastAuthor = "";
      out.push(...beside);
    }
    for (const pending of this.#store.pending.values()) {
      if (pending.conversation === item.id) out.push(pendingElement(pending, (p) => this.composer.putBack(p)));
    }
    this.lines.replaceChildren(...out);
    this.#drawRead();
  }

  /** An open trace or citation stays open when a new line comes. */
  #kept(line) {
    const element = this.lines.querySelector(`[data-seq="${line.seq}"]`);
    const isSame = element?.dataset.line === line.id;
    if (isSame) return element;
    queueMicrotask(() => {
      const made = this.lines.querySelector(`[data-seq="${line.seq}"]`);
      if (made) made.dataset.line = line.id;
    });
    return null;
  }

  #olderButton(before) {
    return h("button", { type: "button", class: "older", on: { click: () => this.#acts.older(before) } }, "Show earlier lines");
  }

  #onLines({ id, isOlder }) {
    if (id !== this.#store.selected) return;
    const has = this.#store.opened.get(id);
    const atBottom = this.isAtBottom;
    const fromEnd = this.lines.scrollHeight - this.lines.scrollTop;
    this.#drawLines(has);
    if (isOlder) this.lines.scrollTop = this.lines.scrollHeight - fromEnd;
    else if (atBottom) this.toBottom();
    else this.jump.hidden = false;
    this.#showTyping("");
    this.#markRead();
  }

  #drawRead() {
    this.lines.querySelector(".seen")?.remove();
    const has = this.#store.opened.get(this.#store.selected);
    const own = has && [...has.lines.values()].filter((l) => l.author === "agent" && l.seq <= has.visitorRead);
    if (!own?.length) return;
    const seq = Math.max(...own.map((l) => l.seq));
    this.lines.querySelector(`[data-seq="${seq}"]`)?.after(h("p", { class: "seen" }, "Seen by the visitor"));
  }

  #onTyping(frame) {
    if (frame.conversation !== this.#store.selected) return;
    const who = { visitor: this.#store.current?.who ?? "The visitor", bot: "The assistant", agent: frame.name };
    this.#showTyping(`${who[frame.author]} is ${frame.author === "bot" ? "looking it up" : "typing"}…`, frame.ttl);
  }

  #showTyping(text, seconds = 0) {
    clearTimeout(this.#typingTimer);
    this.typing.textContent = text;
    if (text) this.#typingTimer = setTimeout(() => this.#showTyping(""), seconds * 1000);
  }

  #onTrace(frame) {
    const box = this.lines.querySelector(`[data-trace-of="${frame.seq}"]`);
    if (box && frame.conversation === this.#store.selected) fillTrace(box, frame);
  }

  /** Scrolls to a line and sets off the words that a value was read from. */
  showEvidence(seq, span) {
    const element = this.lines.querySelector(`[data-seq="${seq}"]`);
    if (!element) return false;
    const line = this.#store.opened.get(this.#store.selected).lines.get(seq);
    const box = element.querySelector(".text");
    for (const mark of this.lines.querySelectorAll("mark")) mark.replaceWith(...mark.childNodes);
    box.replaceChildren(...textNodes(line.text, line.citations, span));
    element.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    element.classList.remove("pointed-at");
    requestAnimationFrame(() => element.classList.add("pointed-at"));
    element.addEventListener("animationend", () => element.classList.remove("pointed-at"), { once: true });
    return true;
  }

  // --- scrolling and reading ---------------------------------------------------------------------
  get isAtBottom() {
    return this.lines.scrollHeight - this.lines.scrollTop - this.lines.clientHeight < NEAR_BOTTOM;
  }

  toBottom() {
    this.lines.scrollTop = this.lines.scrollHeight;
    this.jump.hidden = true;
  }

  #scrolled() {
    if (this.isAtBottom) {
      this.jump.hidden = true;
      this.#markRead();
    }
  }

  #markRead() {
    const item = this.#store.current;
    const has = item && this.#store.opened.get(item.id);
    if (!has || document.hidden || !this.isAtBottom) return;
    const seq = this.#store.lastSeq(item.id);
    if (seq > (has.agentRead ?? 0)) {
      has.agentRead = seq;
      this.#acts.read(seq);
    }
  }
}

/** A name is shown before each line; an address or a number says no more than "Visitor". */
function shortName(who) {
  const name = who.split(",")[0];
  return name.includes("@") || name.startsWith("Visitor ") ? "Visitor" : name;
}
