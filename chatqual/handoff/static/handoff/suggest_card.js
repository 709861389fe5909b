// What the card of a suggested reply shows.

import { h, icon } from "./dom.js";
import { textNodes } from "./line_text.js";

/** The nodes of the card, or null where there is nothing to show. `acts`: insert, away, lookUp. */
export function cardContent(frame, acts) {
  if (frame.state === "answered") return answered(frame, acts);
  if (frame.state === "clarify") {
    const options = frame.options.map((text) => search(text, text, acts));
    return [title("It may mean", acts), h("div", { class: "suggestion-acts" }, ...options)];
  }
  if (frame.state === "not_in_docs") return [title(missing(frame), acts, search("Look it up", frame.missing[0], acts))];
  return null;
}

function answered(frame, acts) {
  const titles = [...new Set(frame.cites.map((c) => c.title))];
  const insert = h("button", { type: "button", class: "secondary", on: { click: () => acts.insert(frame) } }, "Insert", h("kbd", {}, "Alt S"));
  return [
    title(`Suggested from ${titles.join(", ")}`, acts, insert),
    h("div", { class: "suggestion-text" }, ...textNodes(frame.text, frame.cites)),
    frame.missing.length > 0 && h("p", { class: "quiet" }, missing(frame)),
  ].filter(Boolean);
}

function missing(frame) {
  return `The documents do not say: ${frame.missing.map((text) => `“${text}”`).join(", ")}`;
}

function title(text, acts, act = null) {
  const close = h("button", { type: "button", class: "icon-button", "aria-label": "Put the suggestion away", on: { click: () => acts.away() } }, icon("close"));
  return h("header", {}, icon("auto_awesome"), h("h2", {}, text), act, close);
}

function search(label, text, acts) {
  return h("button", { type: "button", class: "secondary", on: { click: () => acts.lookUp(text) } }, label);
}
