// The conversation in the middle: its lines, who has it, and what can be done.

import { ComposerView } from "./composer_view.js";
import { h, icon } from "./dom.js";
import { HeadView } from "./head_view.js";
import { fillTrace, lineElement, pendingElement, setByMail, setThumb } from "./line_view.js";
import { textNodes } from "./line_text.js";
import { day, dayKey } from "./words.js";

const NEAR_BOTTOM = 80;
const NEAR_TOP = 120;

export class ThreadView {
  #store;
  #acts;
  #typingTimer = 0;
  #shown = null;
  #readTo = 0;
  #askedOlder = 0;
  #hasLines = false;

  /** `acts`: message(text), typing, read(seq), older, trace, and those of the head. */
  constructor(store, acts) {
    this.#store = store;
    this.#acts = acts;
    this.headView = new HeadView(store, acts);
    this.head = this.headView.element;
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
    store.addEventListener("panel", (e) => e.detail === store.selected && this.#onPanel());
    store.addEventListener("typing", (e) => this.#onTyping(e.detail));
    store.addEventListener("trace", (e) => this.#onTrace(e.detail));
    store.addEventListener("gone", (e) => e.detail === store.selected && this.#acts.back());
    document.addEventListener("visibilitychange", () => this.#markRead());
    this.draw();
  }

  draw() {
    const id = this.#store.selected;
    const has = id ? this.#store.opened.get(id) : null;
    const isOther = this.#shown !== id || !this.#hasLines;
    this.#shown = id;
    this.#hasLines = Boolean(has);
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
    if (isOther) this.#readTo = has.agentRead;
    const stay = !isOther && !this.isAtBottom;
    const top = this.lines.scrollTop;
    this.#drawLines(has);
    if (stay) this.lines.scrollTop = top;
    else this.toBottom();
    if (isOther) this.#showTyping("");
    this.#markRead();
  }

  /** The visitor's first line that one had not read when one opened it; only where it is loaded. */
  #firstNew(lines) {
    if (!this.#readTo || !lines.length || lines[0].seq > this.#readTo + 1) return 0;
    return lines.find((l) => l.author === "visitor" && l.seq > this.#readTo)?.seq ?? 0;
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

  #drawHead() {
    this.headView.draw();
    this.composer.draw();
  }

  /** What a part of the desk puts behind line `seq`: elements that are no lines. */
  beside = () => [];
  #items = [];

  /**
   * A part of the desk puts something between the lines by its time. `items(opened)` gives a list of
   * {at, key, make()}: `at` an ISO instant, `key` the same for the same thing.
   */
  addItems(items) {
    this.#items.push(items);
  }

  // --- lines -------------------------------------------------------------------------------------
  #drawLines(has) {
    const item = this.#store.current;
    const lines = [...has.lines.values()].sort((a, b) => a.seq - b.seq);
    const kept = new Map([...this.lines.querySelectorAll("[data-line]")].map((e) => [e.dataset.line, e]));
    const waiting = this.#itemsFor(has, lines);
    const firstNew = this.#firstNew(lines);
    const out = [];
    let last = { day: "", author: "" };
    const put = (element, at, author = "") => {
      if (dayKey(at) !== last.day) {
        out.push(h("h2", { class: "day" }, h("span", {}, day(at))));
        last = { day: dayKey(at), author: "" };
      }
      element.classList.toggle("follows", Boolean(author) && author === last.author);
      last.author = author;
      out.push(element);
    };
    if (has.hasOlder && lines.length) out.push(this.#olderButton(lines[0].seq));
    for (const line of lines) {
      while (waiting.length && waiting[0].at <= Date.parse(line.at)) putItem(waiting.shift(), put);
      if (line.seq === firstNew) {
        out.push(h("p", { class: "new-lines" }, h("span", {}, "New")));
        last.author = "";
      }
      put(kept.get(line.id) ?? this.#lineElement(line, item), line.at, line.author);
      const beside = this.beside(line.seq);
      if (beside.length) last.author = "";
      out.push(...beside);
    }
    for (const rest of waiting) putItem(rest, put);
    for (const pending of this.#store.pending.values()) {
      if (pending.conversation === item.id) out.push(pendingElement(pending, (p) => this.composer.putBack(p)));
    }
    this.lines.replaceChildren(...out);
    this.#drawRead();
    this.#drawMarks();
  }

  /** An open trace or citation stays open when a new line comes: elements are kept by their line. */
  #lineElement(line, item) {
    const element = lineElement(line, shortName(item.who), { trace: (seq) => this.#acts.trace(seq) });
    element.dataset.line = line.id;
    return element;
  }

  /** What stands between the loaded lines; of what is older only where all lines are here. */
  #itemsFor(has, lines) {
    const first = has.hasOlder && lines.length ? Date.parse(lines[0].at) : 0;
    const found = this.#items.flatMap((items) => items(has)).map((item) => ({ ...item, at: Date.parse(item.at) }));
    return found.filter((item) => item.at >= first).sort((a, b) => a.at - b.at);
  }

  /** Thumbs may come long after their line; that a line came by mail is told with the panel. */
  #drawMarks() {
    const panel = this.#store.opened.get(this.#store.selected)?.panel;
    const thumbs = new Map(panel?.thumbs ?? []);
    const byMail = new Set(panel?.by_mail ?? []);
    for (const element of this.lines.querySelectorAll("article[data-seq]")) {
      const seq = Number(element.dataset.seq);
      setThumb(element, thumbs.get(seq) ?? "");
      setByMail(element, byMail.has(seq));
    }
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

  /** A visit or a rating may have come with it. */
  #onPanel() {
    const has = this.#store.opened.get(this.#store.selected);
    const { isAtBottom, lines } = this;
    const top = lines.scrollTop;
    this.#drawLines(has);
    if (isAtBottom) this.toBottom();
    else lines.scrollTop = top;
  }

  /** How far the visitor has read what was said to them. */
  #drawRead() {
    for (const old of this.lines.querySelectorAll(".seen")) old.remove();
    const has = this.#store.opened.get(this.#store.selected);
    const said = has ? [...has.lines.values()].filter((l) => l.author === "agent" || l.author === "bot") : [];
    this.#mark(said.filter((l) => l.seq <= has.visitorRead), "Seen by the visitor");
    const unseen = said.filter((l) => l.author === "agent" && l.seq > has.visitorRead);
    const wasMailed = unseen.length > 0 && unseen.every((l) => l.seq <= (has.panel?.mailed ?? 0));
    this.#mark(unseen, wasMailed ? "Not seen here yet, mailed to them" : "Not seen yet");
  }

  #mark(lines, text) {
    if (!lines.length) return;
    const seq = Math.max(...lines.map((l) => l.seq));
    this.lines.querySelector(`[data-seq="${seq}"]`)?.after(h("p", { class: "seen" }, text));
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

  /** Opens how the assistant came to its newest line, and goes there. */
  explainLast() {
    const button = [...this.lines.querySelectorAll(".why")].at(-1);
    if (!button) return;
    if (button.getAttribute("aria-expanded") === "false") button.click();
    button.focus();
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
    // The keyboard goes along, so that the next Tab is in the line and not back at the top.
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
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
    if (this.lines.scrollTop < NEAR_TOP) this.#askOlder();
  }

  /** Whoever scrolls up gets the lines before, once for each first line. */
  #askOlder() {
    const has = this.#store.opened.get(this.#store.selected);
    const first = has?.hasOlder ? Math.min(...has.lines.keys()) : 0;
    if (!first || first === this.#askedOlder) return;
    this.#askedOlder = first;
    this.#acts.older(first);
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

function putItem(item, put) {
  const element = item.make();
  element.dataset.item = item.key;
  put(element, item.at);
}

/** A name is shown before each line; an address or a number says no more than "Visitor". */
function shortName(who) {
  const name = who.split(",")[0];
  return name.includes("@") || name.startsWith("Visitor ") ? "Visitor" : name;
}
