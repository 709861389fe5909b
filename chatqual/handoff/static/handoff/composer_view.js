// Where the agent writes. What is typed stays on this page until it is sent.

import { h, icon } from "./dom.js";

const TYPING_EVERY = 2500;

export class ComposerView {
  #store;
  #acts;
  #toldAt = 0;
  #shown = null;

  constructor(store, acts) {
    this.#store = store;
    this.#acts = acts;
    this.text = h("textarea", {
      rows: "1",
      "aria-label": "Your message",
      placeholder: "Write to the visitor",
      on: { input: () => this.#typed(), keydown: (e) => this.#key(e) },
    });
    this.sendButton = h("button", { type: "submit", class: "send", "aria-label": "Send" }, icon("send"));
    this.form = h("form", { class: "write", on: { submit: (e) => this.#submit(e) } }, this.text, this.sendButton);
    this.note = h("p", { class: "composer-note" });
    this.element = h("div", { class: "composer" }, this.form, this.note);
    this.draw();
  }

  draw() {
    const item = this.#store.current;
    const isMine = Boolean(item) && this.#store.sectionOf(item) === "mine";
    this.element.hidden = !item;
    this.form.hidden = !isMine;
    this.note.hidden = isMine || !item;
    if (item && !isMine) this.note.textContent = this.#why(item);
    if (this.#shown !== item?.id) {
      this.#shown = item?.id ?? null;
      this.text.value = this.#store.drafts.get(this.#shown) ?? "";
    }
    this.#fit();
  }

  #why(item) {
    const section = this.#store.sectionOf(item);
    if (section === "others") return `${item.owner_name || "Somebody"} is writing here. Ask them to release it.`;
    if (section === "closed") return "Closed. It opens again when the visitor writes.";
    if (section === "waiting") return "Waiting for a person. Take over to write.";
    return "The assistant is answering. Take over to write yourself.";
  }

  #typed() {
    this.#store.drafts.set(this.#store.selected, this.text.value);
    this.#fit();
    const now = Date.now();
    if (this.text.value.trim() && now - this.#toldAt > TYPING_EVERY) {
      this.#toldAt = now;
      this.#acts.typing();
    }
  }

  #fit() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(200, this.text.scrollHeight)}px`;
    const length = this.text.value.trim().length;
    this.sendButton.disabled = !length || length > this.#store.me.max_text;
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit(event);
  }

  #submit(event) {
    event.preventDefault();
    const text = this.text.value.trim();
    if (!text || text.length > this.#store.me.max_text) return;
    this.#acts.message(text);
    this.text.value = "";
    this.#store.drafts.delete(this.#store.selected);
    this.#toldAt = 0;
    this.#fit();
  }

  /** A line that could not be sent goes back to where it was written. */
  putBack(pending) {
    this.#store.pending.delete(pending.id);
    const before = this.text.value ? `${this.text.value}\n` : "";
    this.text.value = before + pending.text;
    this.#store.drafts.set(pending.conversation, this.text.value);
    this.#store.tell("lines", { id: pending.conversation, isOlder: false });
    this.#fit();
    this.text.focus();
  }

  focus() {
    if (!this.form.hidden) this.text.focus();
  }
}
