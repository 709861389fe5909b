// One line of the log as an element.

import { h, icon, outsideLink } from "./dom.js";
import { textNodes } from "./line_text.js";
import { full, time } from "./words.js";

const NAMES = { visitor: "Visitor", bot: "Assistant", agent: "Agent", system: "" };

/** `asks.trace(seq)` is called for the bot's "why". */
export function lineElement(line, who, asks) {
  if (line.author === "system") return systemLine(line);
  const name = line.author === "visitor" ? who : line.name || NAMES[line.author];
  return h(
    "article",
    { class: `line by-${line.author}`, dataset: { seq: line.seq }, "aria-label": `${name}, ${full(line.at)}` },
    h("header", {}, h("span", { class: "author" }, line.author === "bot" ? NAMES.bot : name), timeElement(line.at)),
    h("div", { class: "text", title: full(line.at) }, ...textNodes(line.text, line.citations)),
    line.citations.length > 0 && citations(line.citations),
    line.quick_replies.length > 0 && h("p", { class: "offered" }, `Offered: ${line.quick_replies.join(" · ")}`),
    line.author === "bot" && line.reply_to !== null && why(line, asks),
  );
}

/** The time of day; beside the pointer or the keyboard the day as well. */
function timeElement(at) {
  return h("time", { datetime: at, title: full(at) }, h("span", { class: "short" }, time(at)), h("span", { class: "exact" }, full(at)));
}

const THUMBS = { up: ["thumb_up", "Marked as helpful"], down: ["thumb_down", "Marked as not helpful"] };

/** The visitor's thumb at a line of the assistant; "" for none. */
export function setThumb(element, value) {
  const old = element.querySelector(":scope > .thumb");
  if ((old?.dataset.thumb ?? "") === value) return;
  old?.remove();
  if (!value) return;
  const [symbol, text] = THUMBS[value];
  element.querySelector(":scope > .text").after(h("p", { class: `thumb is-${value}`, dataset: { thumb: value } }, icon(symbol), text));
}

export function setByMail(element, isByMail) {
  const old = element.querySelector(":scope > header .by-mail");
  if (Boolean(old) === isByMail) return;
  if (old) old.remove();
  else element.querySelector(":scope > header").append(h("span", { class: "by-mail" }, icon("mail"), "by mail"));
}

function systemLine(line) {
  return h(
    "p",
    { class: "line by-system", dataset: { seq: line.seq } },
    h("span", { class: "text" }, line.text),
    h("time", { datetime: line.at, title: full(line.at) }, time(line.at)),
  );
}

function citations(list) {
  return h(
    "ul",
    { class: "citations", role: "list" },
    ...list.map((c) =>
      h(
        "li",
        {},
        h(
          "details",
          {},
          h("summary", {}, h("sup", { class: "cite" }, String(c.n)), c.title),
          h("blockquote", {}, c.quote),
          c.url && outsideLink(c.url, "Open the document"),
        ),
      ),
    ),
  );
}

function why(line, asks) {
  const box = h("div", { class: "trace", hidden: true, dataset: { traceOf: line.seq } });
  const button = h(
    "button",
    {
      type: "button",
      class: "why",
      "aria-expanded": "false",
      on: {
        click: () => {
          box.hidden = !box.hidden;
          button.setAttribute("aria-expanded", String(!box.hidden));
          if (!box.hidden && !box.childElementCount) asks.trace(line.seq);
        },
      },
    },
    "Why this?",
  );
  return h("footer", {}, button, box);
}

/** Fills the trace below a line. */
export function fillTrace(box, frame) {
  const parts = [
    traceList("Understood", frame.proposals),
    traceList("Looked up in the documents", frame.asked),
    traceList("Did", frame.steps),
    traceList("Score", frame.score),
    frame.policy && h("p", { class: "policy" }, `Policy: ${frame.policy}`),
    frame.error && h("p", { class: "policy" }, frame.error),
  ];
  box.replaceChildren(...parts.filter(Boolean));
  if (!box.childElementCount) box.append(h("p", {}, "Nothing was kept of this turn."));
}

function traceList(title, steps) {
  if (!steps.length) return null;
  return h(
    "section",
    {},
    h("h4", {}, title),
    h(
      "ul",
      { role: "list" },
      ...steps.map((s) =>
        h(
          "li",
          { class: s.accepted ? "taken" : "refused" },
          h("span", { class: "step" }, s.step),
          s.text && h("span", { class: "what" }, s.text),
          s.reason && h("span", { class: "reason" }, s.reason),
          ...s.details.map((text) => h("span", { class: "detail" }, text)),
        ),
      ),
    ),
  );
}

/** A line of one's own that is not stored yet. */
export function pendingElement(pending, retry) {
  return h(
    "article",
    { class: `line by-agent pending ${pending.failed ? "failed" : ""}`, dataset: { pending: pending.id } },
    h("div", { class: "text" }, pending.text),
    pending.failed
      ? h(
          "p",
          { class: "not-sent" },
          `Not sent. ${pending.failed} `,
          h("button", { type: "button", on: { click: () => retry(pending) } }, "Put it back"),
        )
      : h("p", { class: "not-sent" }, "Sending…"),
  );
}
