// "@" in a note: a colleague is named, who then sees it as unread.

import { h } from "./dom.js";
import { Finder } from "./finder.js";

export function naming(desk) {
  const { composer } = desk.thread;
  let isTyped = false;
  let isPuttingBack = false;
  const finder = new Finder({
    label: "Name a colleague",
    hint: "Their name",
    symbol: "alternate_email",
    find: (text) => finder.answer(text, composer.handles.filter((name) => name.toLowerCase().includes(text.toLowerCase()))),
    option: (name) => [h("span", { class: "option-head" }, h("strong", {}, name))],
    pick: (name) => {
      finder.close();
      composer.insert(`@${name} `);
    },
    none: (text) => [text ? `Nobody here is called “${text}”.` : "There is nobody else at this site."],
    closed: (text) => {
      composer.text.focus();
      if (text === null || !isTyped) return;
      isPuttingBack = true;
      composer.put(`@${text}`);
      isPuttingBack = false;
    },
  });
  composer.above.append(finder.element);
  const open = (byKey) => {
    isTyped = byKey;
    composer.keep();
    finder.open();
  };
  composer.addTool({ symbol: "alternate_email", label: "Name a colleague", title: "Name a colleague (@)", kinds: ["note"], act: () => open(false) });
  composer.text.addEventListener("beforeinput", (event) => {
    if (event.data !== "@" || event.isComposing || isPuttingBack || composer.kind !== "note") return;
    const before = composer.text.value.slice(0, composer.text.selectionStart);
    if (before && !/[\s(]$/.test(before)) return;
    event.preventDefault();
    open(true);
  });
}
