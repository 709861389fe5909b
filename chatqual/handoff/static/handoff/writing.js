// What the composer has beside its core: notes, canned answers, the documents, a suggested reply.

import { canned } from "./canned.js";
import { lookup } from "./lookup.js";
import { mentions } from "./mentions.js";
import { naming } from "./naming.js";
import { notes } from "./notes.js";
import { suggest } from "./suggest.js";

const KEYBOARD_PX = 120;

export function writing(desk) {
  const { store, thread } = desk;
  const { composer } = thread;
  stayAtTheEnd(thread);
  for (const part of [notes, naming, mentions, canned, lookup, suggest]) part(desk);
  store.addEventListener("lines", () => composer.keepPending());
  // Before the desk sends what was not acknowledged: what was under way when the page was left.
  store.addEventListener("welcome", () => {
    for (const line of composer.drafts.pending) if (!store.pending.has(line.id)) store.pending.set(line.id, line);
  });
  makeRoom(desk);
}

/** A field that grows, a card, a keyboard: whoever was at the end of the log stays there. */
function stayAtTheEnd(thread) {
  let isAtEnd = true;
  thread.lines.addEventListener("scroll", () => (isAtEnd = thread.isAtBottom), { passive: true });
  new ResizeObserver(() => isAtEnd && thread.toBottom()).observe(thread.lines);
}

/** Phones lay the keyboard over the page: the desk takes what is left above it. */
function makeRoom(desk) {
  const view = window.visualViewport;
  view?.addEventListener("resize", () => {
    const isUp = innerHeight - view.height > KEYBOARD_PX && view.scale < 1.05;
    desk.style.height = isUp ? `${view.height - Math.max(0, desk.getBoundingClientRect().top + scrollY - view.pageTop)}px` : "";
  });
}
