// What stands beside the log: brief, slots with evidence, score with reasons, sources, visit, journal.

import { h, icon, outsideLink } from "./dom.js";
import { ScoreView } from "./score_view.js";
import { full, nowMs, shortTime, spaced, time } from "./words.js";

const BANT = ["need", "budget", "authority", "timeline"];
const LONG = 60; // characters
const STATES = {
  asked: "asked, not answered yet",
  unasked: "not asked yet",
  declined: "rather not said",
  unknown: "not known to them",
  conflicting: "two things said",
};
const PREVIOUS = {
  corrected: "corrected",
  cleared: "taken back",
  conflict: "also said",
  refined: "made more exact",
  replaced_by_human: "changed by staff",
};

export class PanelView {
  #store;
  #acts;
  #scoreView;
  #openParts = new Set(["brief", "slots", "score"]);

  /** `acts`: evidence(seq, span), journal(), panel(), override(wanted). */
  constructor(store, acts) {
    this.#store = store;
    this.#acts = acts;
    this.#scoreView = new ScoreView(acts);
    this.body = h("div", { class: "panel-body", tabindex: "0", role: "region", "aria-label": "Details" });
    this.element = h(
      "aside",
      { class: "panel", "aria-label": "Brief and details" },
      h(
        "header",
        { class: "panel-head" },
        h("h2", {}, "Details"),
        h("button", { type: "button", class: "icon-button", "aria-label": "Back to the conversation", on: { click: () => acts.panel() } }, icon("close")),
      ),
      this.body,
    );
    for (const type of ["opened", "panel"]) {
      store.addEventListener(type, (e) => e.detail === store.selected && this.draw());
    }
    store.addEventListener("journal", (e) => e.detail.conversation === store.selected && this.#drawJournal(e.detail));
    store.addEventListener("item", (e) => e.detail === store.selected && this.#journalAgain());
  }

  draw() {
    const has = this.#store.opened.get(this.#store.selected);
    this.element.hidden = !has;
    if (!has) return;
    const top = this.body.scrollTop;
    const focused = this.body.contains(document.activeElement) ? document.activeElement : null;
    const panel = has.panel;
    this.journalBox = h("div", { class: "journal" }, h("p", { class: "quiet" }, "Loading…"));
    this.body.replaceChildren(
      this.#part("brief", "Brief", this.#brief(panel)),
      this.#part("slots", "What is known", this.#slots(panel)),
      this.#part("score", "Score", this.#scoreView.parts(this.#store.selected, panel.score)),
      this.#part("sources", `Sources shown (${panel.sources.length})`, this.#sources(panel)),
      this.#part("visit", "Visit", this.#visit(panel)),
      this.#part("journal", "Journal", [this.journalBox]),
    );
    this.body.scrollTop = top;
    // What is kept of the old panel (a form half filled in) keeps the caret, too.
    if (focused?.isConnected) focused.focus({ preventScroll: true });
    if (this.#openParts.has("journal")) this.#acts.journal();
  }

  #part(key, title, children) {
    const part = h("details", { class: `part part-${key}` }, h("summary", {}, h("h3", {}, title)), h("div", { class: "part-body" }, ...children));
    part.open = this.#openParts.has(key);
    part.addEventListener("toggle", () => {
      if (part.open) this.#openParts.add(key);
      else this.#openParts.delete(key);
      if (part.open && key === "journal") this.#acts.journal();
    });
    return part;
  }

  // --- brief -------------------------------------------------------------------------------------
  #brief(panel) {
    const brief = panel.brief;
    const facts = [
      ["Follow up by", brief.follow_up ? this.#followUp(brief.follow_up) : ""],
      ["Wants a person", brief.handoff_reasons.join(", ")],
      ["Kind", brief.lead_type === "unclear" ? "" : spaced(brief.lead_type)],
      ["Customer", this.#customer(brief)],
      ["Asked for", brief.intents.map(spaced).join(", ")],
      ["Not in our documents", brief.open_questions],
      ["Promised", brief.promises],
      ["Rather not said", brief.refused.join(", ")],
      ["Still to find out", brief.still_unknown.join(", ")],
    ].filter(([, value]) => value && value.length !== 0);
    return [
      h("p", { class: brief.headline ? "headline" : "quiet" }, brief.headline || "Nothing said yet about what they need."),
      h("dl", { class: "facts" }, ...facts.flatMap(([label, value]) => [h("dt", {}, label), h("dd", {}, ...this.#values(value))])),
    ];
  }

  #values(value) {
    if (!Array.isArray(value)) return [value];
    return value.map((text) => h("span", { class: "fact-line" }, text));
  }

  /** What is late stands out. */
  #followUp(due) {
    const isLate = Date.parse(due.by) < nowMs();
    return [
      h("strong", { class: isLate ? "warn late" : "" }, isLate ? `${shortTime(due.by)}, overdue` : shortTime(due.by)),
      h("span", { class: "quiet" }, due.why),
    ];
  }

  #customer(brief) {
    if (brief.existing_customer === null) return "";
    const said = brief.customer_evidence;
    return [brief.existing_customer ? "already" : "not yet", ...(said ? [this.#evidence(said, null, "")] : [])];
  }

  // --- slots -------------------------------------------------------------------------------------
  #slots(panel) {
    const shown = panel.slots.filter((s) => BANT.includes(s.slot) || !["unasked", "asked"].includes(s.state));
    const missing = panel.slots.filter((s) => !shown.includes(s)).map((s) => s.label);
    return [
      h("dl", { class: "slots" }, ...shown.flatMap((slot) => this.#slot(slot))),
      missing.length > 0 && h("p", { class: "quiet" }, `Not known yet: ${missing.join(", ")}`),
    ];
  }

  #slot(slot) {
    const isKnown = Boolean(slot.shown) && !["declined", "unknown"].includes(slot.state);
    return [
      h("dt", {}, slot.label, slot.state === "confirmed" && icon("verified")),
      h(
        "dd",
        { class: `state-${slot.state}` },
        h("span", { class: isKnown ? (slot.shown.length > LONG ? "value long" : "value") : "quiet" }, isKnown ? slot.shown : STATES[slot.state] ?? slot.state),
        slot.state === "conflicting" && h("span", { class: "warn" }, STATES.conflicting),
        slot.evidence && this.#evidence(slot.evidence, slot.source, slot.shown),
        ...slot.previous.map((p) =>
          h("span", { class: "previous" }, `${PREVIOUS[p.reason] ?? p.reason}: `, h("s", {}, p.shown)),
        ),
      ),
    ];
  }

  #evidence(evidence, source, shown) {
    if (!evidence.message) return h("q", { class: "evidence" }, evidence.text);
    const isSame = evidence.text === shown;
    const title = `Line ${evidence.message}${source && source !== "rule" ? `, set by ${source}` : ""}: show it`;
    return h(
      "button",
      { type: "button", class: "evidence", title, on: { click: () => this.#acts.evidence(evidence.message, evidence.span) } },
      isSame ? `line ${evidence.message}` : h("q", {}, evidence.text),
    );
  }

  // --- sources and visit -------------------------------------------------------------------------
  #sources(panel) {
    if (!panel.sources.length) return [h("p", { class: "quiet" }, "The assistant has not quoted a document yet.")];
    return [
      h(
        "ul",
        { class: "sources", role: "list" },
        ...panel.sources.map((s) =>
          h(
            "li",
            {},
            s.url ? outsideLink(s.url, s.title) : h("strong", {}, s.title),
            ...s.messages.map((seq) =>
              h("button", { type: "button", class: "to-line", on: { click: () => this.#acts.evidence(seq, null) } }, `line ${seq}`),
            ),
            ...s.quotes.map((quote) => h("blockquote", {}, quote)),
          ),
        ),
      ),
    ];
  }

  #visit(panel) {
    const who = panel.visitor;
    const facts = [
      ["Language", who.locale],
      ["First seen", full(who.first_seen)],
      ["Visits", String(who.visits)],
      ["Signed in as", who.external_id],
    ].filter(([, value]) => value);
    return [
      h("dl", { class: "facts" }, ...facts.flatMap(([k, v]) => [h("dt", {}, k), h("dd", {}, v)])),
      ...panel.visits.map((visit) => this.#oneVisit(visit)),
    ];
  }

  #oneVisit(visit) {
    const campaign = visit.campaign.map(([k, v]) => `${k.replace("utm_", "")}: ${v}`).join(", ");
    return h(
      "section",
      { class: "visit" },
      h("h4", {}, `Visit ${visit.number}, ${full(visit.started)}`),
      h(
        "dl",
        { class: "facts" },
        ...this.#fact("From", visit.referrer && outsideLink(visit.referrer, visit.referrer)),
        ...this.#fact("Campaign", campaign),
        ...this.#fact("Landed on", visit.landing.url && outsideLink(visit.landing.url, visit.landing.title || visit.landing.url)),
      ),
      visit.pages.length > 0 &&
        h("ol", { class: "pages" }, ...visit.pages.map((p) => h("li", {}, h("time", {}, time(p.at)), outsideLink(p.url, p.title || p.url)))),
    );
  }

  #fact(label, value) {
    return value ? [h("dt", {}, label), h("dd", {}, value)] : [];
  }

  // --- journal -----------------------------------------------------------------------------------
  #journalAgain() {
    if (this.#openParts.has("journal")) this.#acts.journal();
  }

  #drawJournal(frame) {
    if (!this.journalBox) return;
    const entries = frame.entries.map((e) =>
      h("li", {}, h("time", { datetime: e.at, title: full(e.at) }, full(e.at)), h("span", {}, e.text)),
    );
    this.journalBox.replaceChildren(entries.length ? h("ol", { role: "list" }, ...entries) : h("p", { class: "quiet" }, "Nothing yet."));
  }
}
