// The score as the desk shows it: what counts, how it was computed, who fits, and a person's own word.

import { h, icon } from "./dom.js";
import { TIERS, VERDICTS, full } from "./words.js";

const FITS = { good: "fits", partly: "fits in part", poor: "does not fit", unknown: "not known yet" };
const MARKS = { fits: "check", does_not_fit: "close", excluded: "block", not_known: "question_mark" };

export class ScoreView {
  #acts;
  #score;
  #form;
  #conversation;

  /** `acts`: evidence(seq, span), override({tier, score, reason}). */
  constructor(acts) {
    this.#acts = acts;
  }

  /** The parts of the section. The form of a conversation is kept while the panel is drawn anew. */
  parts(conversation, score) {
    if (conversation !== this.#conversation) this.#form = null;
    this.#conversation = conversation;
    this.#score = score;
    this.#form ??= this.#newForm();
    const computed = score.is_scored ? this.#computed(score) : [h("p", { class: "quiet" }, `Not scored: ${score.why}.`)];
    return [
      score.override && this.#override(score.override),
      ...computed,
      ...this.#fit(score),
      this.#form,
    ].filter(Boolean);
  }

  #chip(tier) {
    return h("span", { class: `chip tier tier-${tier}` }, TIERS[tier] ?? tier);
  }

  // --- what a person has set ---------------------------------------------------------------------
  #override(set) {
    return h(
      "div",
      { class: "override" },
      h(
        "p",
        { class: "score-line" },
        set.score !== null && h("strong", { class: "score" }, String(set.score)),
        this.#chip(set.tier),
        h("span", {}, `set by ${set.by}`),
      ),
      h("p", {}, h("q", {}, set.reason)),
      h("p", { class: "quiet" }, `${full(set.at)}. It stays until somebody takes it back.`),
      h(
        "button",
        { type: "button", class: "secondary", on: { click: () => this.#acts.override({ tier: "", score: null, reason: "" }) } },
        "Take it back",
      ),
    );
  }

  #newForm() {
    const tier = h(
      "select",
      { name: "tier" },
      h("option", { value: "" }, "by the score"),
      ...Object.entries(TIERS).map(([value, label]) => h("option", { value }, label)),
    );
    const score = h("input", { name: "score", type: "number", min: "0", max: "100", step: "1", placeholder: "as computed" });
    const reason = h("input", { name: "reason", type: "text", maxlength: "300", required: true, placeholder: "What do you know?" });
    const problem = h("p", { class: "warn", role: "alert", hidden: true });
    const details = h("details", { class: "override-form" }, h("summary", {}, "Set it yourself"));
    const send = (event) => {
      event.preventDefault();
      const isEmpty = !tier.value && !score.value;
      problem.hidden = !isEmpty;
      problem.textContent = isEmpty ? "Choose a tier, or give a score." : "";
      if (isEmpty) return;
      this.#acts.override({ tier: tier.value, score: score.value === "" ? null : Number(score.value), reason: reason.value.trim() });
      event.target.reset();
      details.open = false;
    };
    details.append(
      h(
        "form",
        { on: { submit: send } },
        h("label", {}, "Tier", tier),
        h("label", {}, "Score", score),
        h("label", { class: "wide" }, "Why", reason),
        problem,
        h("button", { type: "submit", class: "secondary" }, "Set"),
      ),
    );
    return details;
  }

  // --- what is computed --------------------------------------------------------------------------
  #computed(score) {
    const meter = h("div", { class: "meter", role: "img", "aria-label": `${score.score} of 100, could become ${score.low} to ${score.high}` });
    const range = h("span", { class: "range" });
    range.style.left = `${score.low}%`;
    range.style.width = `${Math.max(1, score.high - score.low)}%`;
    const point = h("span", { class: "point" });
    point.style.left = `${score.score}%`;
    meter.append(range, point);
    return [
      h(
        "p",
        { class: "score-line" },
        score.override && h("span", { class: "quiet" }, "Computed:"),
        h("strong", { class: score.override ? "" : "score" }, String(score.score)),
        this.#chip(score.tier),
        h("span", { class: "quiet" }, `could become ${score.low} to ${score.high}`),
      ),
      meter,
      score.why && h("p", { class: "quiet" }, sentence(score.why)),
      h("ul", { class: "reasons", role: "list" }, ...score.reasons.map((r) => this.#reason(r))),
    ];
  }

  #reason(reason) {
    const bar = h("span", { class: "bar" }, h("span", { class: reason.known ? "fill" : "fill guess" }));
    bar.firstElementChild.style.width = `${reason.of ? (100 * reason.points) / reason.of : 0}%`;
    return h(
      "li",
      { title: reason.low === reason.high ? null : `could become ${Math.round(reason.low)} to ${Math.round(reason.high)}` },
      h("span", { class: "reason-label" }, reason.label),
      h("span", { class: reason.known ? "" : "quiet" }, reason.text, this.#evidence(reason.evidence)),
      h("span", { class: "points" }, `${reason.points} of ${reason.of}`),
      bar,
    );
  }

  #evidence(evidence) {
    if (!evidence) return null;
    if (!evidence.message) return h("q", { class: "evidence" }, evidence.text);
    return h(
      "button",
      { type: "button", class: "evidence", title: `Line ${evidence.message}: show it`, on: { click: () => this.#acts.evidence(evidence.message, evidence.span) } },
      h("q", {}, evidence.text),
    );
  }

  // --- who fits ----------------------------------------------------------------------------------
  #fit(score) {
    if (!score.fit_reasons.length) return [];
    return [
      h("p", { class: "fit" }, `Ideal customer: ${FITS[score.fit] ?? score.fit}`),
      h("ul", { class: "fit-reasons", role: "list" }, ...score.fit_reasons.map((c) => this.#criterion(c))),
    ];
  }

  #criterion(criterion) {
    return h(
      "li",
      { class: `is-${criterion.verdict}` },
      icon(MARKS[criterion.verdict] ?? "question_mark"),
      h("span", {}, `${criterion.label}: ${VERDICTS[criterion.verdict] ?? criterion.verdict}`, h("span", { class: "quiet" }, criterion.text), this.#evidence(criterion.evidence)),
    );
  }
}

function sentence(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
