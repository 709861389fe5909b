// Canned answers: "/" at the beginning of a line or behind a space opens the search.

import { CannedSaving } from "./canned_saving.js";
import { h } from "./dom.js";
import { Finder } from "./finder.js";

const WORTH_KEEPING = 10; // characters

export function canned(desk) {
  const { store, acts, keys, thread } = desk;
  const { composer } = thread;
  const saving = new CannedSaving(desk);
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
    act: () => saving.open(composer.text.value.trim(), language),
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
