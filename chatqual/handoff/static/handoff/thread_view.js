// The conversation in the middle: its lines, who has it, and what can be done.

import { ComposerView } from "./composer_view.js";
import { h, icon } from "./dom.js";
import { HeadView } from "./head_view.js";
import { fillTrace, lineElement, pendingElement } from "./line_view.js";
import { textNodes } from "./line_text.js";
import { day, dayKey } from "./words.js";

const NEAR_BOTTOM = 80;

export class ThreadView {
  #store;
  #acts;
  #typingTimer = 0;
  #shown = null;

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
    store.addEventListener("typing", (e) => this.#onTyping(e.detail));
    store.addEventListener("trace", (e) => this.#onTrace(e.detail));
    store.addEventListener("gone", (e) => e.detail === store.selected && this.#acts.back());
    document.addEventListener("visibilitychange", () => this.#markRead());
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

  #drawHead() {
    this.headView.draw();
    this.composer.draw();
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
