// Keeping what stands in the field as a canned answer, by whom it is permitted.

import { h } from "./dom.js";
import { newId } from "./ids.js";

const CITES = / ?\[\d{1,3}\]/g;

export class CannedSaving {
  #desk;
  #id = null;
  #dialog = null;

  constructor(desk) {
    this.#desk = desk;
    this.fault = h("p", { class: "warn", role: "alert", hidden: true });
    desk.store.addEventListener("ack", (e) => e.detail.id === this.#id && this.#done());
    desk.store.addEventListener("error", (e) => e.detail.id && e.detail.id === this.#id && this.#say(e.detail.message));
  }

  open(text, language) {
    this.#say("");
    const form = this.#form();
    form.elements.text.value = text.replaceAll(CITES, "");
    form.elements.language.value = language;
    form.addEventListener("submit", (event) => this.#submit(event, form));
    this.#dialog = h("dialog", { class: "save-sheet", "aria-label": "Keep as a canned answer" }, form);
    this.#dialog.addEventListener("close", () => this.#closed());
    this.#desk.append(this.#dialog);
    this.#dialog.showModal();
  }

  #form() {
    return h(
      "form",
      { method: "dialog", class: "save-form" },
      h("h2", {}, "Keep as a canned answer"),
      field("Title", { name: "title", required: true, maxlength: "100" }),
      field("Shortcut, behind “/”", { name: "shortcut", required: true, maxlength: "40", pattern: "/?[\\w\\-]+", title: "Letters, digits, - and _" }),
      field("Language, such as en. Empty: for all", { name: "language", maxlength: "8" }),
      h("label", {}, "Text", h("textarea", { name: "text", rows: "5", required: true, maxlength: this.#desk.store.me.max_text })),
      h("p", { class: "quiet" }, "Write {visitor_name|there} where a name is to be put in. Take out what belongs to this visitor alone."),
      this.fault,
      h(
        "div",
        { class: "save-acts" },
        h("button", { type: "button", class: "secondary", on: { click: () => this.#dialog.close() } }, "Cancel"),
        h("button", { class: "primary" }, "Keep it"),
      ),
    );
  }

  #submit(event, form) {
    event.preventDefault();
    this.#say("");
    this.#id = newId();
    const fields = Object.fromEntries(new FormData(form));
    this.#desk.acts.ask("canned_save", { id: this.#id, conversation: this.#desk.store.selected, ...fields });
  }

  #say(text) {
    this.fault.textContent = text;
    this.fault.hidden = !text;
  }

  #done() {
    this.#dialog?.close();
    this.#desk.acts.say("Kept as a canned answer.");
  }

  #closed() {
    this.#id = null;
    this.#dialog.remove();
    this.#dialog = null;
    this.#desk.thread.composer.text.focus();
  }
}

function field(label, props) {
  return h("label", {}, label, h("input", { autocomplete: "off", ...props }));
}
