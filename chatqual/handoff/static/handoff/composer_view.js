// Where staff write: to the visitor, or a private note. What is typed stays on this page until it is
// sent; drafts are kept for each conversation, reply and note apart (drafts.js).

import { CiteList } from "./composer_cites.js";
import { citesIn, fieldNodes, gapsIn, renumbered } from "./composer_marks.js";
import { h, icon } from "./dom.js";
import { Drafts } from "./drafts.js";

const TYPING_EVERY = 2500;
const COUNTED_FROM = 0.8;
const KINDS = {
  reply: { label: "Your message", hint: "Write to the visitor", send: "Send" },
  note: { label: "Private note", hint: "A note for your colleagues. @ names one of them", send: "Add note" },
};

export class ComposerView {
  #store;
  #acts;
  #toldAt = 0;
  #shown = null;
  #kinds = new Map();
  #draft = { cites: [], gaps: [] };
  #editing = null;
  #tools = [];

  /** Set by the parts of the desk: how a note is stored, and whom one can name in it. */
  addNote = null;
  handles = [];

  constructor(store, acts) {
    this.#store = store;
    this.#acts = acts;
    this.drafts = new Drafts(() => store.me.user);
    this.kind = "";
    this.text = h("textarea", {
      rows: "1",
      id: "composer-text",
      on: { input: () => this.#typed(), keydown: (e) => this.#key(e), scroll: () => this.#scrolled() },
    });
    this.backdrop = h("div", { class: "backdrop", "aria-hidden": "true" });
    this.sendButton = h("button", { type: "submit", class: "send" }, icon("send"));
    this.counter = h("span", { class: "counter", role: "status" });
    this.buttons = h("span", { class: "tool-buttons" });
    this.cites = new CiteList((n) => this.#uncite(n));
    this.gaps = h("p", { class: "gaps", hidden: true });
    this.banner = h("p", { class: "editing", hidden: true }, "Editing your note", h("button", { type: "button", on: { click: () => this.endEdit() } }, "Cancel"));
    this.form = h(
      "form",
      { class: "write", on: { submit: (e) => this.#submit(e) } },
      this.banner,
      h("div", { class: "field" }, this.backdrop, this.text),
      this.cites.element,
      this.gaps,
      h("div", { class: "tools" }, this.buttons, this.counter, this.sendButton),
    );
    this.tabs = h("div", { class: "composer-tabs", role: "tablist", "aria-label": "Write" }, this.#tab("reply", "Reply"), this.#tab("note", "Note"));
    this.panel = h("div", { role: "tabpanel", id: "composer-panel" }, this.form);
    this.why = h("span", {});
    this.openNote = h("button", { type: "button", class: "secondary", title: "Write a note (n)", on: { click: () => this.write("note") } }, icon("sticky_note_2"), "Note");
    this.note = h("p", { class: "composer-note" }, this.why, this.openNote);
    this.above = h("div", { class: "composer-above" });
    this.element = h("div", { class: "composer" }, this.above, this.tabs, this.panel, this.note);
    this.draw();
  }

  #tab(kind, label) {
    return h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `composer-${kind}`,
        "aria-controls": "composer-panel",
        dataset: { kind },
        on: { click: () => this.write(kind), keydown: (e) => this.#tabKey(e) },
      },
      kind === "note" && icon("lock"),
      label,
    );
  }

  #tabKey(event) {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    event.preventDefault();
    this.#choose(this.kind === "note" ? "reply" : "note");
    this.tabs.querySelector('[aria-selected="true"]')?.focus();
  }

  /** A button below the field. `kinds`: where it is of use; `isOf`: whether it is now. */
  addTool({ symbol, label, title, kinds, act, isOf = () => true }) {
    const button = h("button", { type: "button", class: "tool", "aria-label": label, title, on: { click: act } }, icon(symbol));
    this.#tools.push([button, kinds, isOf]);
    this.buttons.append(button);
    this.drawTools();
  }

  drawTools() {
    for (const [button, kinds, isOf] of this.#tools) button.hidden = !kinds.includes(this.kind) || !isOf();
  }

  get isMine() {
    const item = this.#store.current;
    return Boolean(item) && this.#store.sectionOf(item) === "mine";
  }

  draw() {
    const item = this.#store.current;
    this.element.hidden = !item;
    const isOther = this.#shown !== (item?.id ?? null);
    if (isOther) {
      this.#shown = item?.id ?? null;
      this.#editing = null;
      this.kind = "";
    }
    if (!item) return;
    const wanted = this.#kinds.get(item.id);
    const hasNote = () => Boolean(this.drafts.get(item.id, "note").text);
    const kind = this.isMine ? (wanted ?? "reply") : wanted === "note" || hasNote() ? "note" : "";
    if (kind !== this.kind) this.#load(kind);
    this.why.textContent = this.isMine ? "" : this.#why(item);
    this.#drawKind();
  }

  #load(kind) {
    this.kind = kind;
    this.banner.hidden = true;
    this.#editing = null;
    const { text, ...rest } = kind ? this.drafts.get(this.#shown, kind) : { text: "", cites: [], gaps: [] };
    this.#draft = rest;
    this.text.value = text;
    this.#fit();
  }

  #drawKind() {
    const { kind, isMine } = this;
    this.tabs.hidden = !isMine;
    this.panel.hidden = !kind;
    this.note.hidden = isMine;
    this.openNote.hidden = kind === "note";
    this.form.classList.toggle("is-note", kind === "note");
    for (const tab of this.tabs.children) {
      const isOn = tab.dataset.kind === kind;
      tab.setAttribute("aria-selected", String(isOn));
      tab.tabIndex = isOn ? 0 : -1;
    }
    if (isMine) this.panel.setAttribute("aria-labelledby", `composer-${kind}`);
    else this.panel.removeAttribute("aria-labelledby");
    this.drawTools();
    if (!kind) return;
    const words = KINDS[kind];
    const send = this.#editing ? "Save the note" : words.send;
    this.text.setAttribute("aria-label", words.label);
    this.text.placeholder = words.hint;
    this.sendButton.setAttribute("aria-label", send);
    this.sendButton.title = `${send} (Enter)`;
  }

  #why(item) {
    const section = this.#store.sectionOf(item);
    if (section === "others") return `${item.owner_name || "Somebody"} is writing here.`;
    if (section === "closed") return "Closed. It opens again when the visitor writes.";
    if (section === "waiting") return "Waiting for a person. Take over to write.";
    return "The assistant is answering. Take over to write yourself.";
  }

  // --- typing ------------------------------------------------------------------------------------
  #typed() {
    this.keep();
    this.#fit();
    const now = Date.now();
    if (this.kind === "reply" && this.text.value.trim() && now - this.#toldAt > TYPING_EVERY) {
      this.#toldAt = now;
      this.#acts.typing();
    }
  }

  keep() {
    if (this.#editing || !this.kind) return;
    const cites = citesIn(this.text.value, this.#draft.cites);
    const gaps = gapsIn(this.text.value, this.#draft.gaps);
    this.drafts.set(this.#shown, this.kind, { text: this.text.value, cites, gaps });
  }

  #fit() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, innerHeight * 0.35)}px`;
    this.#drawMarks();
  }

  #drawMarks() {
    const text = this.text.value;
    const draft = { cites: citesIn(text, this.#draft.cites), gaps: gapsIn(text, this.#draft.gaps) };
    this.backdrop.replaceChildren(...fieldNodes(text, draft, this.kind === "note" ? this.handles : []), "\n");
    this.#scrolled();
    this.cites.draw(draft.cites);
    this.gaps.hidden = !draft.gaps.length;
    this.gaps.replaceChildren("Still to fill in: ", ...draft.gaps.map((name) => this.#gapButton(name)));
    const length = [...text.trim()].length;
    const room = this.#store.me.max_text - length;
    this.counter.textContent = room < 0 ? `${-room} too many` : length > this.#store.me.max_text * COUNTED_FROM ? `${room} left` : "";
    this.counter.classList.toggle("warn", room < 0);
    this.sendButton.disabled = !this.#isGood;
    this.drawTools();
  }

  get #isGood() {
    const length = [...this.text.value.trim()].length;
    return length > 0 && length <= this.#store.me.max_text && !gapsIn(this.text.value, this.#draft.gaps).length;
  }

  #gapButton(name) {
    return h("button", { type: "button", on: { click: () => this.#goToGap(name) } }, name.replaceAll("_", " "));
  }

  #goToGap(name) {
    const at = this.text.value.indexOf(`{${name}}`);
    if (at < 0) return;
    this.text.focus();
    this.text.setSelectionRange(at, at + name.length + 2);
  }

  #scrolled() {
    this.backdrop.scrollTop = this.text.scrollTop;
  }

  #key(event) {
    if (event.isComposing) return;
    if (event.key === "Escape" && this.#editing) {
      event.preventDefault();
      this.endEdit();
    }
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    this.#submit(event);
  }

  // --- putting in --------------------------------------------------------------------------------
  /** Puts text where the caret is; `cites` stand in it as [n], `gaps` as {name}. */
  insert(text, { cites = [], gaps = [] } = {}) {
    const { value, selectionStart } = this.text;
    const put = renumbered(text, cites, citesIn(value, this.#draft.cites), value);
    this.#draft = { cites: put.cites, gaps: [...new Set([...this.#draft.gaps, ...gaps])] };
    const space = selectionStart > 0 && !/\s$/.test(value.slice(0, selectionStart)) ? " " : "";
    this.put(space + put.text);
    this.#typed();
    if (gaps.length) this.#goToGap(gaps[0]);
  }

  /** Plain text where the caret is, as if typed, so that it can be undone. */
  put(text) {
    this.text.focus();
    if (document.execCommand("insertText", false, text)) return;
    this.text.setRangeText(text, this.text.selectionStart, this.text.selectionEnd, "end");
    this.#typed();
  }

  #uncite(n) {
    this.text.value = this.text.value.replaceAll(` [${n}]`, "").replaceAll(`[${n}]`, "");
    this.#typed();
    this.text.focus();
  }

  // --- sending -----------------------------------------------------------------------------------
  #submit(event) {
    event.preventDefault();
    const gaps = gapsIn(this.text.value, this.#draft.gaps);
    if (gaps.length) this.#goToGap(gaps[0]);
    if (!this.#isGood) return;
    const text = this.text.value.trim();
    const editing = this.#editing;
    if (editing) {
      this.endEdit();
      editing.save(text);
      return;
    }
    if (this.kind === "note") this.addNote?.(text);
    else this.#acts.message(text, citesIn(text, this.#draft.cites));
    this.#toldAt = 0;
    this.text.value = "";
    this.#draft = { cites: [], gaps: [] };
    this.keep();
    this.keepPending();
    this.#fit();
  }

  /** Lines on their way are kept over a reload too. */
  keepPending() {
    this.drafts.pending = [...this.#store.pending.values()];
  }

  /** A line that could not be sent goes back to where it was written. */
  putBack(pending) {
    this.#store.pending.delete(pending.id);
    this.keepPending();
    this.#store.tell("lines", { id: pending.conversation, isOlder: false });
    this.restore("reply", pending.text, pending.cites ?? []);
  }

  /** Text that comes back, in front of what was typed meanwhile. */
  restore(kind, text, cites = []) {
    this.#choose(kind);
    const before = this.text.value ? `\n${this.text.value}` : "";
    const put = renumbered(text, cites, citesIn(before, this.#draft.cites), before);
    this.#draft = { ...this.#draft, cites: put.cites };
    this.text.value = put.text + before;
    this.#typed();
    this.text.focus();
  }

  // --- which of the two --------------------------------------------------------------------------
  #choose(kind) {
    if (!this.#shown || (kind === "reply" && !this.isMine)) return;
    this.#kinds.set(this.#shown, kind);
    if (kind !== this.kind) this.#load(kind);
    this.#drawKind();
  }

  write(kind) {
    if (!this.#store.current) return;
    this.#choose(kind);
    this.text.focus();
  }

  /** Changes a note of one's own in the field; what was typed meanwhile is kept. */
  edit(text, save) {
    this.#choose("note");
    this.#editing = { save };
    this.banner.hidden = false;
    this.text.value = text;
    this.#drawKind();
    this.#fit();
    this.text.focus();
  }

  endEdit() {
    this.#load("note");
    this.#drawKind();
    this.text.focus();
  }

  focus() {
    if (this.isMine) this.write("reply");
  }
}
