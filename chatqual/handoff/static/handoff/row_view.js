// One conversation in the list. A row is made once and then only told what has changed in it.

import { h } from "./dom.js";
import { REASONS, TIERS, ago, clock, countdown, full, nowMs, shortTime, spaced, time, waitedMinutes } from "./words.js";

const LATE_MINUTES = 3;
const VERY_LATE_MINUTES = 10;
const AUTHORS = { bot: "Assistant: ", agent: "", visitor: "" };

export class RowView {
  #item = null;
  #state = "";

  /** `open()` is called when it is chosen. */
  constructor(id, open) {
    this.dot = h("span", { class: "tier-dot" });
    this.who = h("span", { class: "who" });
    this.when = h("span", { class: "when" });
    this.text = h("span", { class: "row-text" });
    this.marks = h("span", { class: "row-marks" });
    this.due = h("span", { class: "chip due-clock" });
    this.element = h(
      "button",
      { type: "button", role: "option", class: "row", tabindex: "-1", dataset: { conversation: id }, on: { click: open } },
      h("span", { class: "row-top" }, this.dot, this.who, this.when),
      this.text,
      this.marks,
    );
  }

  get item() {
    return this.#item;
  }

  /** `state`: isCurrent, isArrived, owner: the name to show. */
  draw(item, state) {
    const key = `${state.isCurrent}${state.isArrived}${state.owner}`;
    if (this.#item === item && this.#state === key) return;
    this.#item = item;
    this.#state = key;
    const unread = unreadOf(item, state);
    this.element.className = `row${unread ? " unread" : ""}${state.isArrived ? " arrived" : ""}`;
    this.element.setAttribute("aria-selected", String(state.isCurrent));
    if (state.isCurrent) this.element.setAttribute("aria-current", "true");
    else this.element.removeAttribute("aria-current");
    this.element.setAttribute("aria-label", sentence(item, state, unread));
    this.dot.className = `tier-dot tier-${item.tier}`;
    this.dot.title = TIERS[item.tier] ?? item.tier;
    setText(this.who, item.who);
    setText(this.text, `${AUTHORS[item.last_author] ?? ""}${item.last_text || item.summary}`);
    this.marks.replaceChildren(...(item.clock ? [this.due] : []), ...marksOf(item, state, unread));
    this.isClock = item.mode === "waiting" && Boolean(item.waiting_since);
    this.tick();
  }

  /** By when a person should have answered. */
  #tickDue(left) {
    setText(this.due, left.text);
    this.due.classList.toggle("late", left.isLate);
  }

  /** The time, which goes on while nothing else changes. */
  tick() {
    const item = this.#item;
    if (item.clock) this.#tickDue(countdown(item.clock.due));
    if (!this.isClock) {
      this.when.className = "when";
      setText(this.when, ago(item.last_at));
      return;
    }
    const minutes = waitedMinutes(item.waiting_since);
    const late = minutes >= VERY_LATE_MINUTES ? " very-late" : minutes >= LATE_MINUTES ? " late" : "";
    this.when.className = `when waiting${late}`;
    setText(this.when, clock(item.waiting_since));
  }
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** What is on the screen is being read: it does not flash as unread meanwhile. */
function unreadOf(item, state) {
  if (item.mode === "closed" || (state.isCurrent && !document.hidden)) return 0;
  return item.unread;
}

/** The row as one would say it; times of day, for a count would change under the reader. */
function sentence(item, state, unread) {
  const parts = [item.who];
  if (item.tier !== "not_enough_information") parts.push(`${TIERS[item.tier] ?? spaced(item.tier)}, score ${item.score}`);
  if (item.mode === "waiting") {
    const since = item.waiting_since ? ` since ${time(item.waiting_since)}` : "";
    parts.push(`waiting for a person${since}${item.reason ? `: ${REASONS[item.reason] ?? spaced(item.reason)}` : ""}`);
  }
  if (item.mode === "human") parts.push(state.owner === "You" ? "you have it" : `${state.owner} has it`);
  if (item.mode === "closed") parts.push(item.outcome ? `closed: ${spaced(item.outcome)}` : "closed");
  if (unread) parts.push(unread === 1 ? "1 unread line" : `${unread} unread lines`);
  if (item.is_test) parts.push("a test");
  if (item.is_sample) parts.push("a sample");
  const by = { visitor: "The visitor wrote", bot: "The assistant wrote", agent: "A colleague wrote" }[item.last_author];
  const last = item.last_text ? ` ${by ?? "Last line"} at ${time(item.last_at)}: ${item.last_text}` : "";
  return `${parts.join(", ")}.${last}`;
}

function marksOf(item, state, unread) {
  const marks = [];
  if (unread > 1) marks.push(chip("count-unread", `${unread} new`));
  if (item.mode === "waiting" && item.reason && item.reason !== "asked") marks.push(chip("alert", REASONS[item.reason] ?? spaced(item.reason)));
  if (item.mode === "human") marks.push(chip("owner", state.owner));
  if (item.mode === "closed" && item.outcome) marks.push(chip("", spaced(item.outcome)));
  if (item.tier !== "not_enough_information") marks.push(chip(`tier tier-${item.tier}`, TIERS[item.tier] ?? item.tier));
  const isReal = !item.is_test && !item.is_sample;
  if (isReal && item.follow_up_by && !item.clock && item.mode !== "human") marks.push(due(item.follow_up_by));
  if (item.is_test) marks.push(chip("test", "Test"));
  if (item.is_sample) marks.push(chip("sample", "Sample"));
  if (!["unclear", "sales"].includes(item.lead_type)) marks.push(chip("", spaced(item.lead_type)));
  marks.push(...item.known.slice(0, 3).map((text) => chip("known", text)));
  return marks;
}

function chip(more, text) {
  return h("span", { class: `chip ${more}` }, text);
}

function due(by) {
  const isLate = Date.parse(by) < nowMs();
  return h("span", { class: `chip due ${isLate ? "late" : ""}`, title: `Follow up by ${full(by)}` }, isLate ? `due since ${shortTime(by)}` : `by ${shortTime(by)}`);
}
