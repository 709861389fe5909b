// A line's text: the numbers of its citations, and the words that a value was read from.

import { h } from "./dom.js";

/**
 * The text as nodes. `citations` turn [n] into marks of their own; `span` (code points, end
 * exclusive) is set off. Everything is text; no markup is read.
 */
export function textNodes(text, citations = [], span = null) {
  if (span) return marked(text, span);
  const numbers = new Set(citations.map((c) => c.n));
  const nodes = [];
  let rest = 0;
  for (const match of text.matchAll(/\[(\d{1,2})\]/g)) {
    if (!numbers.has(Number(match[1]))) continue;
    nodes.push(text.slice(rest, match.index), h("sup", { class: "cite" }, match[1]));
    rest = match.index + match[0].length;
  }
  nodes.push(text.slice(rest));
  return nodes;
}

function marked(text, [start, end]) {
  const points = Array.from(text);
  return [
    points.slice(0, start).join(""),
    h("mark", {}, points.slice(start, end).join("")),
    points.slice(end).join(""),
  ];
}
