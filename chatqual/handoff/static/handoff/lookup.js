// The documents, looked up while writing: a quote goes in with its citation.

import { Finder } from "./finder.js";
import { h, outsideLink } from "./dom.js";

const LED_BY = 60; // characters

export function lookup(desk) {
  const { store, acts, keys, thread } = desk;
  const { composer } = thread;
  const finder = new Finder({
    label: "Look it up in the documents",
    hint: "What do the documents say about…",
    symbol: "search",
    find: (text) => (text ? acts.ask("search_docs", { conversation: store.selected, text }) : finder.show([])),
    option,
    pick: (item, isWhole) => insert(item, isWhole),
    none: (text) => [text ? `The documents have nothing on “${text}”.` : "Quotes go in with their source, which the visitor can open."],
    foot,
    closed: () => composer.text.focus(),
  });
  composer.above.append(finder.element);
  composer.addTool({ symbol: "menu_book", label: "Look it up", title: "Look it up in the documents (Alt+K)", kinds: ["reply", "note"], act: () => open() });
  keys.tell("Alt+k", "Look it up in the documents", { area: "Writing" });

  function open(text = "") {
    if (!composer.kind) composer.write("note");
    composer.keep();
    finder.open(text);
  }
  desk.lookUp = open;

  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyK" || !store.current) return;
    event.preventDefault();
    const { selectionStart, selectionEnd, value } = composer.text;
    open(composer.text === document.activeElement ? value.slice(selectionStart, selectionEnd).slice(0, 300) : "");
  });

  /** What stands before the quote; cut, so that the quote is to be seen. */
  function before(points, start) {
    const text = points.slice(0, start).join("");
    return text.length <= LED_BY ? text : `… ${text.slice(-LED_BY).replace(/^\S*\s+/, "")}`;
  }

  function option(item) {
    const points = Array.from(item.text);
    return [
      h("span", { class: "option-head" }, h("strong", {}, item.title),
        item.headings.length > 0 && h("span", { class: "quiet" }, item.headings.join(" › ")),
        item.is_for_desk && h("span", { class: "chip alert" }, "Desk only")),
      h("span", { class: "option-text passage" }, before(points, item.start), h("mark", {}, item.quote), points.slice(item.end).join("")),
    ];
  }

  function foot(item) {
    const link = item.url ? outsideLink(item.url, "Open the document") : null;
    if (item.is_for_desk) return [h("span", { class: "warn" }, "For the desk only: it cannot be quoted to visitors."), link].filter(Boolean);
    return [
      h("button", { type: "button", class: "primary", on: { click: () => insert(item, false) } }, "Insert quote", h("kbd", {}, "Enter")),
      h("button", { type: "button", class: "secondary", on: { click: () => insert(item, true) } }, "Whole passage", h("kbd", {}, "Shift Enter")),
      link,
    ].filter(Boolean);
  }

  function insert(item, isWhole) {
    if (item.is_for_desk) {
      acts.say("This document is for the desk only and cannot be quoted to visitors.");
      return;
    }
    const end = Array.from(item.text).length;
    const quote = isWhole ? item.text : item.quote;
    finder.close();
    composer.text.focus();
    const cite = { n: 1, chunk: item.chunk, start: isWhole ? 0 : item.start, end: isWhole ? end : item.end, title: item.title, quote };
    // A colleague reads a note without its citation: the document is named.
    if (composer.kind === "note") composer.insert(`“${quote}” (${item.title})`);
    else composer.insert(`${quote.trim()} [1]`, { cites: [cite] });
  }

  store.addEventListener("frame:docs_found", ({ detail: frame }) => {
    if (frame.conversation === store.selected) finder.answer(frame.text, frame.passages);
  });
}
