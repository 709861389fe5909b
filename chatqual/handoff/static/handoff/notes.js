// Private notes: in the log where they were written, and the field's second tab.

import { newId } from "./ids.js";
import { noteElement, pendingNote } from "./note_view.js";

export function notes(desk) {
  const { store, acts, keys, thread } = desk;
  const { composer } = thread;
  // By conversation: its notes by number, how far they are known, whom one can name.
  const known = new Map();
  const pending = new Map();
  const of = (id) => {
    if (!known.has(id)) known.set(id, { notes: new Map(), elements: new Map(), revision: 0, isAsking: false, handles: [] });
    return known.get(id);
  };
  const ask = (id, revision = of(id).revision) => {
    of(id).isAsking = true;
    acts.ask("notes", { conversation: id, revision });
  };
  const redraw = (id) => id === store.selected && store.tell("lines", { id, isOlder: false });
  const change = (type, conversation, more) => acts.ask(type, { id: newId(), conversation, ...more });

  keys.add("n", "Write a private note", () => composer.write("note"), { area: "Writing" });

  // --- what comes --------------------------------------------------------------------------------
  store.addEventListener("frame:notes", ({ detail: frame }) => {
    const has = of(frame.conversation);
    const first = frame.notes[0]?.revision ?? 0;
    for (const note of frame.notes) put(has, note);
    if (frame.handles.length) has.handles = frame.handles;
    // News tell of the newest alone: what is missing before it is asked for.
    const isGap = !has.isAsking && first > has.revision + 1;
    if (isGap) ask(frame.conversation);
    else {
      has.revision = Math.max(has.revision, frame.revision);
      has.isAsking = false;
      if (frame.has_more) ask(frame.conversation);
    }
    for (const one of pending.values()) if (one.isStored && one.conversation === frame.conversation) pending.delete(one.id);
    if (frame.conversation === store.selected) composer.handles = has.handles;
    if (frame.notes.length) redraw(frame.conversation);
    desk.mentions?.look();
  });

  function put(has, note) {
    const before = has.notes.get(note.number);
    if (before && before.revision >= note.revision) return;
    has.notes.set(note.number, note);
    has.elements.set(note.number, noteElement(note, me(), { edit, remove }));
  }

  function me() {
    return { id: store.me.user, names: [store.me.name] };
  }

  store.addEventListener("opened", ({ detail: id }) => {
    ask(id);
    composer.handles = of(id).handles;
    for (const one of pending.values()) if (one.conversation === id && !one.failed && !one.isStored) send(one);
  });
  store.addEventListener("gone", ({ detail: id }) => known.delete(id));
  // A hint may be lost: the heartbeat finds what it would have told of.
  store.addEventListener("frame:head", () => store.selected && store.opened.has(store.selected) && ask(store.selected));

  // --- in the log --------------------------------------------------------------------------------
  thread.beside = (seq) => {
    const has = known.get(store.selected);
    if (!has) return [];
    const here = [...has.notes.values()].filter((note) => Math.max(1, note.after) === seq).sort((a, b) => a.number - b.number);
    const own = seq === store.lastSeq(store.selected) ? [...pending.values()].filter((p) => p.conversation === store.selected) : [];
    return [...here.map((note) => has.elements.get(note.number)), ...own.map((p) => pendingNote(p, putBack))];
  };

  // --- writing -----------------------------------------------------------------------------------
  composer.addNote = (text) => {
    const one = { id: newId(), conversation: store.selected, text, failed: "", isStored: false };
    pending.set(one.id, one);
    send(one);
    redraw(one.conversation);
    thread.toBottom();
  };
  const send = (one) => acts.ask("note", { id: one.id, conversation: one.conversation, text: one.text });

  function putBack(one) {
    pending.delete(one.id);
    redraw(one.conversation);
    composer.restore("note", one.text);
  }

  store.addEventListener("ack", ({ detail: frame }) => {
    if (pending.has(frame.id)) pending.get(frame.id).isStored = true;
  });
  store.addEventListener("error", ({ detail: frame }) => {
    const one = frame.id && pending.get(frame.id);
    if (!one) return;
    if (frame.retry_after) setTimeout(() => pending.has(one.id) && send(one), frame.retry_after * 1000);
    else {
      one.failed = frame.message;
      redraw(one.conversation);
    }
  });

  function edit(note) {
    const id = store.selected;
    composer.edit(note.text, (text) => text !== note.text && change("note_edit", id, { number: note.number, text }));
  }

  function remove(note) {
    change("note_delete", store.selected, { number: note.number });
    composer.text.focus();
  }

  /** Scrolls to a note, once it is there. False where it is not. */
  desk.showNote = (number) => {
    const element = thread.lines.querySelector(`[data-note="${number}"]`);
    element?.scrollIntoView({ block: "center" });
    element?.classList.add("pointed-at");
    element?.addEventListener("animationend", () => element.classList.remove("pointed-at"), { once: true });
    return Boolean(element);
  };
}
