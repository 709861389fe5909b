// The fields by which a slot is set: one control for each part of its value.

import { h } from "./dom.js";

const PERIODS = [["", "period not said"], ["year", "a year"], ["month", "a month"], ["week", "a week"], ["day", "a day"], ["once", "once"]];
const URGENCY = [["", "by the days"], ["now", "within two weeks"], ["quarter", "within three months"], ["half_year", "within half a year"], ["year", "within a year"], ["later", "later than a year"], ["none", "no hurry"]];
const LEVELS = [["", "choose"], ["decision_maker", "decides"], ["influencer", "prepares the decision"], ["user", "will use it"], ["none", "has no part in it"]];
const CURRENCIES = ["EUR", "USD", "GBP", "CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "JPY", "INR", "BRL"];

/** What one may write in words, as an example. A slot that is not here is a text in any case. */
export const IN_WORDS = {
  budget: "40-60k EUR per year",
  timeline: "in March, by 15 June, no rush",
  authority: "CTO, signs herself",
  team_size: "40 to 60",
  geography: "Berlin",
};

/** `fields`: elements for the form; `read()`: the value in its JSON form; `fill(value)`. */
export function fieldsOf(slot) {
  return (FORMS[slot] ?? oneText)(slot);
}

function input(label, attributes = {}) {
  const control = h("input", { type: "text", ...attributes });
  return [control, h("label", {}, label, control)];
}

function select(label, options) {
  const control = h("select", {}, ...options.map(([value, text]) => h("option", { value }, text)));
  return [control, h("label", {}, label, control)];
}

function check(label) {
  const control = h("input", { type: "checkbox" });
  return [control, h("label", { class: "check" }, control, label)];
}

function number(control) {
  return control.value.trim() === "" ? null : Number(control.value);
}

function put(control, value) {
  control.value = value ?? "";
}

const FORMS = {
  budget: () => {
    const [min, a] = input("From", { type: "number", min: "0", step: "any" });
    const [max, b] = input("To", { type: "number", min: "0", step: "any" });
    const [currency, c] = input("Currency", { maxlength: "3", list: "slot-currencies", autocapitalize: "characters" });
    const [period, d] = select("For", PERIODS);
    const [seat, e] = check("for each seat");
    const [approx, f] = check("about");
    const [none, g] = check("no budget yet");
    const list = h("datalist", { id: "slot-currencies" }, ...CURRENCIES.map((code) => h("option", { value: code })));
    return {
      fields: [a, b, c, d, e, f, g, list],
      read: () =>
        none.checked
          ? { none: true }
          : { currency: currency.value.trim().toUpperCase() || null, min: number(min), max: number(max), period: period.value || null, per: seat.checked ? "seat" : null, approx: approx.checked },
      fill: (value) => {
        put(min, value?.min);
        put(max, value?.max);
        put(currency, value?.currency);
        put(period, value?.period);
        seat.checked = value?.per === "seat";
        approx.checked = Boolean(value?.approx);
        none.checked = Boolean(value?.none);
      },
    };
  },
  timeline: () => {
    const [start, a] = input("From", { type: "date" });
    const [end, b] = input("To", { type: "date" });
    const [urgency, c] = select("How soon", URGENCY);
    const follow = () => (urgency.disabled = Boolean(start.value || end.value));
    for (const day of [start, end]) day.addEventListener("input", follow);
    return {
      fields: [a, b, c],
      read: () => ({ start: start.value || null, end: end.value || null, urgency: urgency.value || null }),
      fill: (value) => {
        put(start, value?.start);
        put(end, value?.end);
        put(urgency, value && !value.start && !value.end ? value.urgency : "");
        follow();
      },
    };
  },
  authority: () => {
    const [level, a] = select("Their part", LEVELS);
    const [title, b] = input("Their title", { maxlength: "300" });
    const [approver, c] = input("Who approves", { maxlength: "300" });
    return {
      fields: [a, b, c],
      read: () => ({ level: level.value, title: title.value.trim() || null, approver: approver.value.trim() || null }),
      fill: (value) => {
        put(level, value?.level);
        put(title, value?.title);
        put(approver, value?.approver);
      },
    };
  },
  team_size: () => {
    const [min, a] = input("From", { type: "number", min: "0", step: "1" });
    const [max, b] = input("To", { type: "number", min: "0", step: "1" });
    return {
      fields: [a, b],
      read: () => ({ min: number(min), max: number(max) }),
      fill: (value) => {
        put(min, value?.min);
        put(max, value?.max);
      },
    };
  },
  geography: () => {
    const [text, a] = input("Place", { maxlength: "300" });
    const [country, b] = input("Country", { maxlength: "2", list: "slot-countries", autocapitalize: "characters" });
    return {
      fields: [a, b, h("datalist", { id: "slot-countries" }, ...countries())],
      read: () => ({ text: text.value.trim(), country: country.value.trim().toUpperCase() || null }),
      fill: (value) => {
        put(text, value?.text);
        put(country, value?.country);
      },
    };
  },
  need: () => {
    const summary = h("textarea", { rows: "3", maxlength: "300" });
    return {
      fields: [h("label", { class: "wide" }, "What they need", summary)],
      read: () => ({ summary: summary.value.trim() }),
      fill: (value) => put(summary, value?.summary),
    };
  },
};

const TYPES = { email: ["E-mail", "email"], phone: ["Phone", "tel"] };

function oneText(slot) {
  const [label, type] = TYPES[slot] ?? ["As they would write it", "text"];
  // The server says what is wrong with an address; the browser's own message would come before it.
  const [control, field] = input(label, { type: type === "email" ? "text" : type, inputmode: type, maxlength: "300" });
  field.className = "wide";
  return { fields: [field], read: () => control.value.trim(), fill: (value) => put(control, value) };
}

/** Every country that the browser has a name for. */
function countries() {
  const names = new Intl.DisplayNames(undefined, { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((a) => letters.map((b) => a + b));
  return codes.map((code) => [code, names.of(code)]).filter(([, name]) => name).map(([value, name]) => h("option", { value }, name));
}
