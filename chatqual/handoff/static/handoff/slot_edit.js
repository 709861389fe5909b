// A slot corrected in place: written in words or by its fields, shown as it would be kept, then saved.

import { h } from "./dom.js";
import { newId } from "./ids.js";
import { IN_WORDS, fieldsOf } from "./slot_fields.js";

const PAUSE_MS = 250;
const STATES = [
  ["filled", "It is"],
  ["declined", "They would rather not say"],
  ["unknown", "They do not know"],
  ["unasked", "Nothing is known"],
];

export class SlotEdit {
  #acts;
  #store;
  #conversation;
  #version;
  #slot;
  #form;
  #n = 0;
  #timer = 0;
  #id = "";
  #savesNext = false;
  #meanwhile = "";

  /** `slot`: of the panel. `acts`: ask(type, fields). `close()` is called when it is over. */
  constructor(store, acts, conversation, panel, slot, close) {
    this.#store = store;
    this.#acts = acts;
    this.#conversation = conversation;
    this.#version = panel.version;
    this.#slot = slot;
    this.close = close;
    this.#form = fieldsOf(slot.slot);
    this.#form.fill(slot.value);
    this.element = this.#draw();
    this.#states();
    store.addEventListener("frame:slot_read", this.#onRead);
    store.addEventListener("ack", this.#onAck);
    store.addEventListener("error", this.#onError);
  }

  end() {
    clearTimeout(this.#timer);
    this.#store.removeEventListener("frame:slot_read", this.#onRead);
    this.#store.removeEventListener("ack", this.#onAck);
    this.#store.removeEventListener("error", this.#onError);
  }

  focus() {
    (this.words ?? this.fields.querySelector("input, select, textarea"))?.focus();
  }

  /** Puts words in, as if they had just been typed. */
  write(text) {
    const field = this.words ?? this.fields.querySelector("input, textarea");
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** A newer panel came: what somebody else has changed meanwhile is shown before it is replaced. */
  follow(panel) {
    const now = panel.slots.find((s) => s.slot === this.#slot.slot);
    this.#version = panel.version;
    const isSame = now.state === this.#slot.state && JSON.stringify(now.value) === JSON.stringify(this.#slot.value);
    this.#slot = now;
    if (!isSame && !this.#id) this.#changed();
  }

  #changed() {
    this.#meanwhile = `Meanwhile it reads: ${this.#slot.shown || "nothing"}. Saving replaces that.`;
    this.#tell("");
  }

  // --- drawing -----------------------------------------------------------------------------------
  #draw() {
    const example = IN_WORDS[this.#slot.slot];
    this.words = example ? h("input", { type: "text", maxlength: "300", placeholder: example, on: { input: () => this.#later(true) } }) : null;
    this.state = h("select", { "aria-label": `${this.#slot.label}: what is known`, on: { change: () => this.#states() } }, ...STATES.map(([value, text]) => h("option", { value }, text)));
    this.state.value = ["declined", "unknown"].includes(this.#slot.state) ? this.#slot.state : "filled";
    this.fields = h("div", { class: "slot-fields", on: { input: (e) => e.target !== this.words && this.#later(false) } }, this.words && h("label", { class: "wide" }, "In words", this.words), ...this.#form.fields);
    this.shown = h("p", { class: "slot-shown", role: "status" });
    this.save = h("button", { type: "submit", class: "primary" }, "Save");
    return h(
      "form",
      { class: "slot-edit", "aria-label": `Correct ${this.#slot.label}`, on: { submit: (e) => this.#submit(e), keydown: (e) => this.#key(e) } },
      this.state,
      this.fields,
      this.shown,
      h("div", { class: "slot-buttons" }, this.save, h("button", { type: "button", class: "secondary", on: { click: () => this.close() } }, "Cancel")),
    );
  }

  #states() {
    this.fields.hidden = this.state.value !== "filled";
    this.#tell("");
  }

  #tell(text, isProblem = false) {
    // What somebody else changed stays said, whatever is told of one's own words beside it.
    this.shown.textContent = [this.#meanwhile, text].filter(Boolean).join(" ");
    this.shown.classList.toggle("warn", isProblem || Boolean(this.#meanwhile));
  }

  #key(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    this.close();
  }

  // --- what it would be kept as ------------------------------------------------------------------
  #later(byWords) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#read(byWords), PAUSE_MS);
  }

  #read(byWords) {
    const text = byWords ? this.words.value.trim() : "";
    if (byWords && !text) return;
    this.#n += 1;
    this.#savesNext = false;
    this.#acts.ask("slot_read", { conversation: this.#conversation, slot: this.#slot.slot, n: this.#n, text, value: text ? null : this.#form.read() });
  }

  #onRead = (event) => {
    const frame = event.detail;
    if (frame.n !== this.#n || frame.slot !== this.#slot.slot || frame.conversation !== this.#conversation) return;
    const saves = this.#savesNext;
    this.#savesNext = false;
    if (frame.problem) {
      this.#tell(frame.problem, true);
      return;
    }
    if (this.words?.value.trim() && this.words === document.activeElement) this.#form.fill(frame.value);
    this.#tell(`Kept as: ${frame.shown}`);
    if (saves) this.#send("filled");
  };

  // --- saving ------------------------------------------------------------------------------------
  #submit(event) {
    event.preventDefault();
    const state = this.state.value;
    clearTimeout(this.#timer);
    if (state === "filled" && this.words === document.activeElement && this.words?.value.trim()) {
      // What was typed last is read first, so that what is saved is what was shown.
      this.#read(true);
      this.#savesNext = true;
      return;
    }
    this.#send(state);
  }

  #send(state) {
    this.#id = newId();
    this.#n += 1; // What was asked for before and comes later is not shown over what follows.
    this.save.disabled = true;
    this.#acts.ask("slot_set", {
      id: this.#id,
      conversation: this.#conversation,
      seen_version: this.#version,
      seen_state: this.#slot.state,
      seen_value: this.#slot.value,
      slot: this.#slot.slot,
      state,
      value: state === "filled" ? this.#form.read() : null,
    });
  }

  #onAck = (event) => {
    if (event.detail.id === this.#id) this.close();
  };

  #onError = (event) => {
    const frame = event.detail;
    if (!this.#id || frame.id !== this.#id) return;
    this.#id = "";
    this.save.disabled = false;
    if (frame.code === "stale_owner") this.#changed();
    else this.#tell(frame.message, true);
  };
}
