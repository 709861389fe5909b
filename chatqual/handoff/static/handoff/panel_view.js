// What stands beside the log: brief, slots with evidence, score with reasons, sources, visits, journal.

import { BriefView } from "./brief_view.js";
import { h, icon, outsideLink } from "./dom.js";
import { ScoreView } from "./score_view.js";
import { SlotEdit } from "./slot_edit.js";
import { visitParts } from "./visits.js";
import { full } from "./words.js";

const BANT = ["need", "budget", "authority", "timeline"];
const LONG = 60; // characters
const UNSURE = 0.7;
const STATES = {
  asked: "asked, not answered yet",
  unasked: "not asked yet",
  declined: "rather not said",
  unknown: "not known to them",
};
const PREVIOUS = {
  corrected: "corrected",
  cleared: "taken back",
  conflict: "also said",
  refined: "made more exact",
  replaced_by_human: "before staff changed it",
};

export class PanelView {
  #store;
  #acts;
  #scoreView;
  #briefView;
  #openParts = new Set(["brief", "slots", "score"]);
  #edit = null;
  #shown = null;

  /** `acts`: evidence(seq, span), journal(), panel(), override(wanted), ask(type, fields), use(text), open(id). */
  constructor(store, acts) {
    this.#store = store;
    this.#acts = acts;
    this.#scoreView = new ScoreView(acts);
    this.#briefView = new BriefView(acts);
    this.body = h("div", { class: "panel-body", tabindex: "0", role: "region", "aria-label": "Details" });
    this.element = h(
      "aside",
      { class: "panel", "aria-label": "Brief and details" },
      h(
        "header",
        { class: "panel-head" },
        h("h2", {}, "Details"),
        h("button", { type: "button", class: "icon-button", "aria-label": "Back to the conversation", on: { click: () => acts.panel() } }, icon("close")),
      ),
      this.body,
    );
    for (const type of ["opened", "panel"]) {
      store.addEventListener(type, (e) => e.detail === store.selected && this.draw());
    }
    store.addEventListener("journal", (e) => e.detail.conversation === store.selected && this.#drawJournal(e.detail));
    store.addEventListener("item", (e) => e.detail === store.selected && this.#journalAgain());
  }

  draw() {
    const id = this.#store.selected;
    const has = this.#store.opened.get(id);
    if (this.#shown !== id) this.#endEdit();
    this.#shown = id;
    this.element.hidden = !has;
    if (!has) return;
    const top = this.body.scrollTop;
    const focused = this.body.contains(document.activeElement) ? document.activeElement : null;
    const focusKey = focused?.dataset.focus;
    const panel = has.panel;
    this.#edit?.form.follow(panel);
    this.journalBox = h("div", { class: "journal" }, h("p", { class: "quiet" }, "Loading…"));
    this.body.replaceChildren(
      this.#part("brief", "Brief", this.#briefView.parts(panel, this.#slots(panel.slots.filter((s) => BANT.includes(s.slot))))),
      this.#part("slots", "Also known", [this.#slots(panel.slots.filter((s) => !BANT.includes(s.slot)))]),
      this.#part("score", "Score", this.#scoreView.parts(id, panel.score)),
      this.#part("sources", `Sources shown (${panel.brief.sources.length})`, this.#sources(panel.brief.sources)),
      this.#part("visit", "Visits", visitParts(panel, (other) => this.#acts.open(other))),
      this.#part("journal", "Journal", [this.journalBox]),
    );
    this.body.scrollTop = top;
    // What is kept of the old panel (a form half filled in) keeps the caret, too.
    if (focused?.isConnected) focused.focus({ preventScroll: true });
    else if (focusKey) this.body.querySelector(`[data-focus="${focusKey}"]`)?.focus({ preventScroll: true });
    if (this.#openParts.has("journal")) this.#acts.journal();
  }

  #part(key, title, children) {
    const part = h("details", { class: `part part-${key}` }, h("summary", {}, h("h3", {}, title)), h("div", { class: "part-body" }, ...children));
    part.open = this.#openParts.has(key);
    part.addEventListener("toggle", () => {
      if (part.open) this.#openParts.add(key);
      else this.#openParts.delete(key);
      if (part.open && key === "journal") this.#acts.journal();
    });
    return part;
  }

  // --- slots -------------------------------------------------------------------------------------
  #slots(slots) {
    return h("dl", { class: "slots" }, ...slots.flatMap((slot) => this.#slot(slot)));
  }

  #slot(slot) {
    const isEdited = this.#edit?.slot === slot.slot;
    return [
      h("dt", {}, slot.label, slot.state === "confirmed" && h("span", { title: "confirmed" }, icon("verified"))),
      h("dd", { class: `state-${slot.state}`, dataset: { slot: slot.slot } }, ...(isEdited ? [this.#edit.form.element] : [this.#editButton(slot), ...this.#value(slot)])),
    ];
  }

  #value(slot) {
    const isKnown = Boolean(slot.shown) && !["declined", "unknown"].includes(slot.state);
    const isUnsure = slot.state === "filled" && slot.confidence !== null && slot.confidence < UNSURE;
    return [
      h("span", { class: isKnown ? (slot.shown.length > LONG ? "value long" : "value") : "quiet" }, isKnown ? slot.shown : STATES[slot.state] ?? slot.state),
      slot.state === "conflicting" && h("span", { class: "warn" }, "two things said"),
      isUnsure && h("span", { class: "warn" }, `not sure (${Math.round(slot.confidence * 100)} %)`),
      slot.set_by && h("span", { class: "quiet" }, `set by ${slot.set_by}`),
      slot.evidence && this.#evidence(slot.evidence, slot.shown),
      slot.said_since && this.#saidSince(slot),
      ...slot.previous.map((p) => this.#previous(p)),
    ];
  }

  #previous(older) {
    return h(
      "span",
      { class: "previous" },
      `${PREVIOUS[older.reason] ?? older.reason}: `,
      older.message && older.text ? this.#evidence({ text: older.text, message: older.message, span: null }, "") : h("s", {}, older.shown),
    );
  }

  /** What the visitor said against a value of ours is not lost: one click takes it over. */
  #saidSince(slot) {
    return h(
      "span",
      { class: "said-since" },
      h("span", { class: "warn" }, "They said since:"),
      this.#evidence(slot.said_since, ""),
      h("button", { type: "button", class: "use-it", on: { click: () => this.#startEdit(slot, slot.said_since.text) } }, "Use it"),
    );
  }

  #editButton(slot) {
    return h(
      "button",
      { type: "button", class: "edit-slot", "aria-label": `Correct ${slot.label}`, title: `Correct ${slot.label}`, dataset: { focus: `edit-${slot.slot}` }, on: { click: () => this.#startEdit(slot) } },
      icon("edit"),
    );
  }

  #startEdit(slot, words = "") {
    this.#endEdit();
    const panel = this.#store.opened.get(this.#store.selected).panel;
    const form = new SlotEdit(this.#store, this.#acts, this.#store.selected, panel, slot, () => this.#stopEdit(slot.slot));
    this.#edit = { slot: slot.slot, form };
    this.draw();
    form.focus();
    if (words) form.write(words);
    form.element.scrollIntoView({ block: "nearest" });
  }

  #endEdit() {
    this.#edit?.form.end();
    this.#edit = null;
  }

  #stopEdit(slot) {
    this.#endEdit();
    this.draw();
    this.body.querySelector(`[data-focus="edit-${slot}"]`)?.focus();
  }

  /** The keyboard's way in: the first thing that may be corrected. */
  editFirst() {
    const first = this.body.querySelector(".edit-slot");
    first?.closest("details").setAttribute("open", "");
    first?.focus();
  }

  #evidence(evidence, shown) {
    if (!evidence.message) return h("q", { class: "evidence" }, evidence.text);
    return h(
      "button",
      { type: "button", class: "evidence", title: `Line ${evidence.message}: show it`, on: { click: () => this.#acts.evidence(evidence.message, evidence.span) } },
      evidence.text === shown ? `line ${evidence.message}` : h("q", {}, evidence.text),
    );
  }

  // --- sources -----------------------------------------------------------------------------------
  #sources(sources) {
    if (!sources.length) return [h("p", { class: "quiet" }, "The assistant has not quoted a document yet.")];
    return [
      h(
        "ul",
        { class: "sources", role: "list" },
        ...sources.map((s) =>
          h(
            "li",
            {},
            s.url ? outsideLink(s.url, s.title) : h("strong", {}, s.title),
            s.messages.length > 1 && h("span", { class: "quiet" }, ` ${s.messages.length} times`),
            ...s.messages.map((seq) =>
              h("button", { type: "button", class: "to-line", on: { click: () => this.#acts.evidence(seq, null) } }, `line ${seq}`),
            ),
            ...s.quotes.map((quote) => h("blockquote", {}, quote)),
          ),
        ),
      ),
    ];
  }

  // --- journal -----------------------------------------------------------------------------------
  #journalAgain() {
    if (this.#openParts.has("journal")) this.#acts.journal();
  }

  #drawJournal(frame) {
    if (!this.journalBox) return;
    const entries = frame.entries.map((e) =>
      h("li", {}, h("time", { datetime: e.at, title: full(e.at) }, full(e.at)), h("span", {}, e.text)),
    );
    this.journalBox.replaceChildren(entries.length ? h("ol", { role: "list" }, ...entries) : h("p", { class: "quiet" }, "Nothing yet."));
  }
}
