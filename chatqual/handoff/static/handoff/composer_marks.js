// What is set off in the text while it is written: citations, gaps to fill, names of colleagues.

import { h } from "./dom.js";

const GAP = /\{([a-z_]+)\}/g;
const CITE = /\[(\d{1,3})\]/g;

/** The names of the gaps that still stand in the text. */
export function gapsIn(text, gaps) {
  const left = new Set([...text.matchAll(GAP)].map((m) => m[1]));
  return gaps.filter((name) => left.has(name));
}

/** Those of the citations whose [n] still stands in the text. */
export function citesIn(text, cites) {
  const left = new Set([...text.matchAll(CITE)].map((m) => Number(m[1])));
  return cites.filter((cite) => left.has(cite.n));
}

/**
 * The text and its citations with numbers that are free beside what is there: the same place keeps
 * its number. Gives {text, cites} with all citations.
 */
export function renumbered(text, cites, before, beforeText) {
  const all = [...before];
  const numbers = new Map();
  const taken = [...beforeText.matchAll(CITE)].map((m) => Number(m[1]));
  let next = Math.max(0, ...before.map((c) => c.n), ...taken) + 1;
  for (const cite of cites) {
    const same = all.find((c) => c.chunk === cite.chunk && c.start === cite.start && c.end === cite.end);
    const n = same ? same.n : next++;
    numbers.set(cite.n, n);
    if (!same) all.push({ ...cite, n });
  }
  const put = text.replaceAll(CITE, (mark, n) => (numbers.has(Number(n)) ? `[${numbers.get(Number(n))}]` : mark));
  return { text: put, cites: all };
}

function escaped(word) {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** "@" with one of these names, the longest first; null where there are no names. */
export function mentionPattern(handles) {
  if (!handles.length) return null;
  const words = [...handles].sort((a, b) => b.length - a.length).map(escaped);
  return new RegExp(`(?<![\\p{L}\\p{N}_])@(?:${words.join("|")})(?![\\p{L}\\p{N}_])`, "giu");
}

/** The text as nodes, with what the patterns find set off: [[pattern, class, isIt(match)]]. */
export function markedNodes(text, patterns) {
  const found = patterns.flatMap(([pattern, className, isIt]) =>
    pattern ? [...text.matchAll(pattern)].filter(isIt).map((m) => ({ at: m.index, text: m[0], className })) : [],
  );
  found.sort((a, b) => a.at - b.at);
  const nodes = [];
  let rest = 0;
  for (const one of found) {
    if (one.at < rest) continue;
    nodes.push(text.slice(rest, one.at), h("span", { class: one.className }, one.text));
    rest = one.at + one.text.length;
  }
  nodes.push(text.slice(rest));
  return nodes;
}

/** What is set off in the field: `draft` has cites and gaps, `handles` whom a note can name. */
export function fieldNodes(text, { cites, gaps }, handles) {
  const numbers = new Set(cites.map((c) => c.n));
  return markedNodes(text, [
    [GAP, "mark-gap", (m) => gaps.includes(m[1])],
    [CITE, "mark-cite", (m) => numbers.has(Number(m[1]))],
    [mentionPattern(handles), "mark-name", () => true],
  ]);
}
