// Canned answers: "/" at the beginning of a line or behind a space opens the search.

import { Finder } from "./finder.js";
import { h } from "./dom.js";
import { newId } from "./ids.js";

const WORTH_KEEPING = 10; // characters

export function canned(desk) {
  const { store, acts, keys, thread } = desk;
  const { composer } = thread;
  let saving = null;
  let maySave = false;
  let language = "";
  const here = (type, more) => acts.ask(type, { conversation: store.selected, ...more });

  const finder = new Finder({
    label: "Canned answers",
    hint: "Title, shortcut or words of the answer",
    symbol: "quickreply",
    find: (text) => here("canned", { text }),
    option: (item) => [
      h("span", { class: "option-head" }, h("strong", {}, item.title), h("code", {}, `/${item.shortcut}`),
        item.language && item.language !== language && h("span", { class: "chip" }, item.language)),
      h("span", { class: "option-text" }, item.preview),
    ],
    pick: (item) => here("canned_text", { canned: item.id }),
    none: (text) => [text ? `No canned answer has “${text}”.` : "There are no canned answers yet."],
    foot: () => [h("span", { class: "quiet" }, h("kbd", {}, "↑"), h("kbd", {}, "↓"), " choose, ", h("kbd", {}, "Enter"), " insert, ", h("kbd", {}, "Esc"), " close")],
    // Esc: what was typed was meant as it is. Backspace: it was not meant at all.
    closed: (text) => {
      composer.text.focus();
      if (text === null || !bySlash) return;
      isPuttingBack = true;
      composer.put(`/${text}`);
      isPuttingBack = false;
    },
  });
  composer.above.append(finder.element);
  let bySlash = false;
  let isPuttingBack = false;
  const open = (isSlash) => {
    bySlash = isSlash;
    composer.keep();
    finder.open();
  };

  composer.addTool({ symbol: "quickreply", label: "Canned answers", title: "Canned answers (/)", kinds: ["reply"], act: () => open(false) });
  composer.addTool({
    symbol: "bookmark_add",
    label: "Keep as a canned answer",
    title: "Keep this text as a canned answer",
    kinds: ["reply"],
    act: () => openSaving(),
    isOf: () => maySave && composer.text.value.trim().length >= WORTH_KEEPING,
  });
  keys.tell("/", "In an empty message or behind a space: canned answers", { area: "Writing" });

  // beforeinput, because the keyboards of phones send no key.
  composer.text.addEventListener("beforeinput", (event) => {
    if (event.data !== "/" || event.isComposing || isPuttingBack || composer.kind !== "reply") return;
    const before = composer.text.value.slice(0, composer.text.selectionStart);
    if (before && !/\s$/.test(before)) return;
    event.preventDefault();
    open(true);
  });

  store.addEventListener("frame:canned", ({ detail: frame }) => {
    if (frame.conversation !== store.selected) return;
    maySave = frame.may_save;
    language = frame.language;
    composer.drawTools();
    finder.answer(frame.text, frame.items);
  });
  store.addEventListener("frame:canned_text", ({ detail: frame }) => {
    if (frame.conversation !== store.selected) return;
    finder.close();
    composer.text.focus();
    if (frame.text) composer.insert(frame.text, { gaps: frame.missing });
    else acts.say("This answer is gone.");
  });

  // --- keeping one -------------------------------------------------------------------------------
  function field(label, name, more = {}) {
    const input = h("input", { name, required: name !== "language", ...more });
    return h("label", {}, label, input);
  }

  function openSaving() {
    const text = h("textarea", { name: "text", rows: "5", required: true, "aria-label": "Text", maxlength: store.me.max_text });
    text.value = composer.text.value.trim().replaceAll(/ ?\[\d{1,3}\]/g, "");
    const fault = h("p", { class: "warn", role: "alert", hidden: true });
    const form = h(
      "form",
      { method: "dialog", class: "save-form" },
      h("h2", {}, "Keep as a canned answer"),
      field("Title", "title", { maxlength: "100", autocomplete: "off" }),
      field("Shortcut, behind “/”", "shortcut", { maxlength: "40", pattern: "/?[\\w\\-]+", title: "Letters, digits, - and _", autocomplete: "off" }),
      field("Language, such as en. Empty: for all", "language", { maxlength: "8", autocomplete: "off" }),
      h("label", {}, "Text", text),
      h("p", { class: "quiet" }, "Write {visitor_name|there} where a name is to be put in. Take out what belongs to this visitor alone."),
      fault,
      h("div", { class: "save-acts" }, h("button", { type: "button", class: "secondary", on: { click: () => dialog.close() } }, "Cancel"), h("button", { class: "primary" }, "Keep it")),
    );
    form.elements.language.value = language;
    const dialog = h("dialog", { class: "save-sheet", "aria-label": "Keep as a canned answer" }, form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const fields = Object.fromEntries(new FormData(form));
      saving = { id: newId(), dialog, fault };
      fault.hidden = true;
      here("canned_save", { id: saving.id, ...fields });
    });
    dialog.addEventListener("close", () => {
      saving = null;
      dialog.remove();
      composer.text.focus();
    });
    desk.append(dialog);
    dialog.showModal();
  }

  store.addEventListener("ack", ({ detail: frame }) => {
    if (frame.id !== saving?.id) return;
    saving.dialog.close();
    acts.say("Kept as a canned answer.");
  });
  store.addEventListener("error", ({ detail: frame }) => {
    if (!saving || frame.id !== saving.id) return;
    saving.fault.textContent = frame.message;
    saving.fault.hidden = false;
  });
  // Whether one may keep answers here is known once they were asked for.
  let askedFor = null;
  function learn() {
    if (!composer.isMine || askedFor === store.selected) return;
    askedFor = store.selected;
    maySave = false;
    here("canned", { text: "" });
  }
  store.addEventListener("opened", learn);
  store.addEventListener("item", learn);
}
