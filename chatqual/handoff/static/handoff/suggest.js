// A reply suggested from the documents for what the visitor asked last; for the owner alone.

import { h } from "./dom.js";
import { cardContent } from "./suggest_card.js";

const WAIT_MS = 500;

export function suggest(desk) {
  const { store, acts, keys, thread } = desk;
  const { composer } = thread;
  // By conversation: up to which line it was asked for, was put away, and what came.
  const known = new Map();
  let timer = 0;
  let wanted = false;

  const card = h("section", { class: "suggestion", "aria-label": "Suggested reply", hidden: true });
  composer.above.append(card);
  composer.addTool({ symbol: "auto_awesome", label: "Suggest a reply", title: "Suggest a reply from the documents (Alt+S)", kinds: ["reply"], act: () => use() });
  keys.tell("Alt+s", "Suggested reply: ask for it, then insert it", { area: "Writing" });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyS" || !composer.isMine) return;
    event.preventDefault();
    use();
  });

  /** The visitor's last line, where nobody has answered it; else 0. */
  function unanswered() {
    const has = store.opened.get(store.selected);
    let last = 0;
    let answered = 0;
    for (const line of has?.lines.values() ?? []) {
      if (line.author === "visitor") last = Math.max(last, line.seq);
      else if (line.author !== "system") answered = Math.max(answered, line.seq);
    }
    return last > answered ? last : 0;
  }

  function state() {
    if (!known.has(store.selected)) known.set(store.selected, { asked: 0, away: 0, frame: null });
    return known.get(store.selected);
  }

  function ask() {
    state().asked = unanswered();
    acts.ask("suggest", { conversation: store.selected });
  }

  function look() {
    clearTimeout(timer);
    if (!store.selected) return;
    const seq = composer.isMine ? unanswered() : 0;
    if (!seq || state().away >= seq) draw(null);
    else if (state().frame?.seq === seq) draw(state().frame);
    else {
      draw(null);
      if (state().asked !== seq) timer = setTimeout(() => composer.isMine && unanswered() && ask(), WAIT_MS);
    }
  }

  /** Asked for by a key or the button: what is there is put in, else it is asked for. */
  function use() {
    const { frame } = state();
    if (!card.hidden && frame?.state === "answered") insert(frame);
    else if (!unanswered()) acts.say("The visitor's last line is answered.");
    else {
      wanted = true;
      state().away = 0;
      ask();
    }
  }

  function insert(frame) {
    composer.write("reply");
    composer.insert(frame.text, { cites: frame.cites.map((c) => ({ ...c.cite, title: c.title, quote: c.quote })) });
    away();
  }

  function away() {
    state().away = unanswered();
    draw(null);
    composer.text.focus();
  }

  function draw(frame) {
    const made = frame && cardContent(frame, { insert, away, lookUp: desk.lookUp });
    if (!made && card.hidden) return;
    card.hidden = !made;
    card.replaceChildren(...(made ?? []));
    card.classList.toggle("is-empty", frame?.state === "not_in_docs");
  }

  store.addEventListener("frame:suggestion", ({ detail: frame }) => {
    if (!known.has(frame.conversation)) known.set(frame.conversation, { asked: 0, away: 0, frame: null });
    known.get(frame.conversation).frame = frame;
    if (frame.conversation !== store.selected) return;
    if (wanted && frame.state === "nothing") acts.say("Nothing was asked that documents could answer.");
    wanted = false;
    look();
  });
  for (const name of ["opened", "lines", "item", "queue"]) store.addEventListener(name, () => look());
}
