// The brief: what whoever takes over reads first. Each statement leads to its line.

import { h, icon, outsideLink } from "./dom.js";
import { nowMs, shortTime, spaced } from "./words.js";

const LINKS = { email: "mailto:", phone: "tel:" };
const COPIED_MS = 2500;

export class BriefView {
  #acts;

  /** `acts`: evidence(seq, span), use(text), say(text). */
  constructor(acts) {
    this.#acts = acts;
  }

  /** `rows`: the rows of need, budget, authority and timeline, drawn by the panel. */
  parts(panel, rows) {
    const brief = panel.brief;
    return [
      this.#risks(brief.risks),
      this.#who(brief),
      this.#need(brief),
      rows,
      this.#facts([
        ["Follow up by", brief.follow_up && this.#followUp(brief.follow_up)],
        ["Wants a person", brief.handoff_reasons.join(", ")],
        ["Asked for", brief.wishes.length > 0 && this.#notes(brief.wishes)],
        ["Unanswered", brief.unanswered.length > 0 && this.#notes(brief.unanswered)],
        ["No reply to", brief.unheard.length > 0 && this.#notes(brief.unheard)],
        ["Promised", brief.promises.length > 0 && this.#notes(brief.promises)],
        ["Told on waiting", brief.told && this.#notes([brief.told])],
        ["Rather not said", brief.refused.join(", ")],
      ]),
      this.#next(brief.next),
      this.#copyButton(panel.brief_text),
    ].filter(Boolean);
  }

  #risks(risks) {
    if (!risks.length) return null;
    return h(
      "ul",
      { class: "risks", role: "list", "aria-label": "To mind" },
      ...risks.map((risk) => h("li", {}, icon("warning"), h("span", {}, this.#note(risk)))),
    );
  }

  /** Name, role, company and the like in one line; addresses as links. */
  #who(brief) {
    const facts = brief.who.filter((f) => f.slot !== "use_case" && f.state !== "conflicting");
    const kind = [brief.lead_type === "unclear" ? "" : spaced(brief.lead_type), this.#customer(brief)];
    const parts = facts.map((f) => h("span", { class: `who-${f.slot}`, title: f.label }, this.#linked(f)));
    return h(
      "p",
      { class: "brief-who" },
      ...(parts.length ? parts : [h("span", { class: "quiet" }, "Who it is is not known yet")]),
      ...kind.filter(Boolean).map((k) => h("span", { class: "chip" }, k)),
    );
  }

  #customer(brief) {
    const said = brief.customer_evidence;
    if (brief.existing_customer === null) return "";
    const text = brief.existing_customer ? "a customer already" : "no customer yet";
    return said ? this.#note({ text, message: said.message, span: said.span }) : text;
  }

  #linked(fact) {
    const scheme = LINKS[fact.slot];
    if (!scheme) return fact.shown;
    return scheme === "mailto:" ? outsideLink(scheme + fact.shown, fact.shown) : h("a", { href: scheme + fact.shown }, fact.shown);
  }

  /** The row of the need has their words; before there is one, the first thing they said. */
  #need(brief) {
    if (brief.need) return null;
    return h("p", { class: brief.headline ? "headline" : "quiet" }, brief.headline ? `“${brief.headline}”` : "Nothing said yet about what they need.");
  }

  #facts(rows) {
    const shown = rows.filter(([, value]) => value);
    if (!shown.length) return null;
    return h("dl", { class: "facts" }, ...shown.flatMap(([label, value]) => [h("dt", {}, label), h("dd", {}, ...[value].flat())]));
  }

  /** What is late stands out. */
  #followUp(due) {
    const isLate = Date.parse(due.by) < nowMs();
    return [
      h("strong", { class: isLate ? "warn late" : "" }, isLate ? `${shortTime(due.by)}, overdue` : shortTime(due.by)),
      h("span", { class: "quiet" }, ` ${due.why}`),
    ];
  }

  #notes(notes) {
    return notes.map((note) =>
      h("span", { class: "fact-line" }, note.by && note.by !== "Assistant" && h("span", { class: "quiet" }, `${note.by}: `), this.#note(note), note.more && h("span", { class: "quiet" }, ` ${note.more}`)),
    );
  }

  #note(note) {
    if (!note.message) return note.text;
    return h(
      "button",
      { type: "button", class: "evidence", title: `Line ${note.message}: show it`, on: { click: () => this.#acts.evidence(note.message, note.span) } },
      note.text,
    );
  }

  #next(next) {
    const why = h("span", { class: "quiet" }, capital(next.reason));
    if (!next.text) return h("div", { class: "next-ask" }, h("h4", {}, "Ask nothing now"), why);
    return h(
      "div",
      { class: "next-ask" },
      h("h4", {}, "Ask next"),
      h("p", {}, next.text),
      why,
      h("button", { type: "button", class: "secondary", title: "Put it where you write", on: { click: () => this.#acts.use(next.text) } }, icon("edit_note"), "Use it"),
    );
  }

  #copyButton(text) {
    const label = h("span", {}, "Copy the brief");
    const button = h("button", { type: "button", class: "secondary copy-brief" }, icon("content_copy"), label);
    button.addEventListener("click", async () => {
      label.textContent = (await copied(text)) ? "Copied" : "Could not be copied";
      setTimeout(() => (label.textContent = "Copy the brief"), COPIED_MS);
    });
    return button;
  }
}

/** Copies `text`; where the page is not served safely, by the older way. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = h("textarea", { class: "sr-only", "aria-hidden": "true", tabindex: "-1" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
