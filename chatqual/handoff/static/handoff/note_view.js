// One private note in the log.

import { markedNodes, mentionPattern } from "./composer_marks.js";
import { h, icon } from "./dom.js";
import { full, time } from "./words.js";

const SURE_MS = 4000;

/** `acts`: edit(note), remove(note). `me`: the id and the names of whoever reads. */
export function noteElement(note, me, acts) {
  if (note.is_deleted) {
    return h("p", { class: "line note-gone", dataset: { note: note.number } }, icon("lock"), `${note.name} deleted a note.`);
  }
  const isMine = note.author === me.id;
  const names = markedNodes(note.text, [[mentionPattern(note.mentions), "mark-name", () => true]]);
  const isNamed = me.names.some((name) => note.mentions.some((m) => m.toLowerCase() === name.toLowerCase()));
  return h(
    "article",
    { class: `line by-note ${isNamed ? "names-me" : ""}`, dataset: { note: note.number }, "aria-label": `Private note of ${note.name}, ${time(note.at)}` },
    h(
      "header",
      {},
      icon("lock"),
      h("span", { class: "author" }, note.name),
      h("span", { class: "quiet" }, "Note"),
      h("time", { datetime: note.at, title: full(note.at) }, time(note.at)),
      note.edited && h("span", { class: "quiet", title: full(note.edited) }, "edited"),
    ),
    h("div", { class: "text" }, ...names),
    isMine && h("p", { class: "note-acts" }, h("button", { type: "button", on: { click: () => acts.edit(note) } }, "Edit"), removeButton(note, acts)),
  );
}

/** The second press deletes. */
function removeButton(note, acts) {
  let timer = 0;
  const button = h("button", { type: "button", on: { click: press } }, "Delete");
  function press() {
    if (button.classList.contains("is-sure")) {
      acts.remove(note);
      return;
    }
    button.classList.add("is-sure");
    button.textContent = "Delete it for good?";
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.classList.remove("is-sure");
      button.textContent = "Delete";
    }, SURE_MS);
  }
  return button;
}

/** A note of one's own that is not stored yet. */
export function pendingNote(pending, putBack) {
  return h(
    "article",
    { class: `line by-note pending ${pending.failed ? "failed" : ""}` },
    h("div", { class: "text" }, pending.text),
    pending.failed
      ? h("p", { class: "not-sent" }, `Not added. ${pending.failed} `, h("button", { type: "button", on: { click: () => putBack(pending) } }, "Put it back"))
      : h("p", { class: "not-sent" }, "Adding…"),
  );
}
