// Where the visitor comes from: visits as a timeline, other chats of the same person.

import { h, icon, outsideLink } from "./dom.js";
import { day, full, time } from "./words.js";

const CAMPAIGN = { utm_source: "Source", utm_medium: "Medium", utm_campaign: "Campaign", utm_term: "Term", utm_content: "Content", gclid: "Ad click", ref: "Ref" };
const HOW = { "signed in": "the same sign-in", address: "the same address" };
const MODES = { bot: "with the assistant", waiting: "waiting", human: "with a person", closed: "closed" };

/** `open(id)` shows another conversation. */
export function visitParts(panel, open) {
  const who = panel.visitor;
  return [
    facts([
      ["Language", languageName(who.locale)],
      ["First seen", full(who.first_seen)],
      ["Visits", String(who.visits)],
      ["Signed in as", who.external_id],
    ]),
    links(who.links),
    others(who.others, open),
    h("ol", { class: "visits", role: "list" }, ...panel.visits.map(oneVisit)),
  ].filter(Boolean);
}

function facts(rows) {
  const shown = rows.filter(([, value]) => value);
  return h("dl", { class: "facts" }, ...shown.flatMap(([label, value]) => [h("dt", {}, label), h("dd", {}, value)]));
}

function languageName(locale) {
  try {
    return new Intl.DisplayNames(undefined, { type: "language" }).of(locale) ?? locale;
  } catch {
    return locale; // as some browser has sent it
  }
}

/** Pages of this admin: they stay in the tab unless one asks otherwise. */
function links(list) {
  if (!list.length) return null;
  return h("p", { class: "person-links" }, ...list.map((link) => h("a", { href: link.url }, link.label)));
}

function others(list, open) {
  if (!list.length) return null;
  return h(
    "div",
    { class: "other-chats" },
    h("h4", {}, "Other chats of theirs"),
    h(
      "ul",
      { role: "list" },
      ...list.map((other) =>
        h(
          "li",
          {},
          h("button", { type: "button", class: "evidence", on: { click: () => open(other.conversation) } }, other.who),
          h("span", { class: "quiet" }, ` ${full(other.last_at)}, ${MODES[other.mode] ?? other.mode}, ${HOW[other.how] ?? other.how}`),
        ),
      ),
    ),
  );
}

function oneVisit(visit) {
  const campaign = visit.campaign.map(([key, value]) => `${CAMPAIGN[key] ?? key}: ${value}`).join(", ");
  const from = visit.referrer ? outsideLink(visit.referrer, host(visit.referrer)) : h("span", {}, "directly");
  return h(
    "li",
    { class: "visit" },
    h("h4", {}, `Visit ${visit.number}`, h("time", { datetime: visit.started, title: full(visit.started) }, ` ${day(visit.started)}, ${time(visit.started)}`)),
    h("p", { class: "visit-from" }, icon("login"), "Came ", visit.referrer && "from ", from, campaign && h("span", { class: "quiet" }, ` (${campaign})`)),
    h("ol", { class: "pages" }, ...pagesOf(visit).map(page)),
  );
}

/** The page they came to, then the others in order. */
function pagesOf(visit) {
  const landing = visit.landing.url ? [visit.landing] : [];
  return [...landing, ...visit.pages];
}

function page(seen) {
  return h("li", {}, h("time", { datetime: seen.at, title: full(seen.at) }, time(seen.at)), outsideLink(seen.url, seen.title || path(seen.url)));
}

function host(url) {
  try {
    return new URL(url).host || url;
  } catch {
    return url;
  }
}

export function path(url) {
  try {
    return new URL(url).pathname;
  } catch {
    return url;
  }
}

/** What the log shows of visits between its lines: who came back, when and to which page. */
export function visitItems(panel) {
  const back = panel.visits.filter((visit) => visit.number > 1);
  return back.map((visit) => ({
    at: visit.started,
    key: `visit-${visit.number}`,
    make: () =>
      h(
        "p",
        { class: "aside came-back" },
        icon("undo"),
        h("span", {}, `Came back${visit.landing.url ? ` on ${visit.landing.title || path(visit.landing.url)}` : ""}`),
        h("time", { datetime: visit.started, title: full(visit.started) }, time(visit.started)),
      ),
  }));
}

/** Ratings of the chat, where they were given. */
export function ratingItems(panel) {
  return panel.ratings.map((rating, i) => ({
    at: rating.at,
    key: `rating-${i}`,
    make: () =>
      h(
        "p",
        { class: "aside rating" },
        icon("star"),
        h("span", {}, `Rated ${rating.score} of 5${rating.comment ? `: ${rating.comment}` : ""}`),
        h("time", { datetime: rating.at, title: full(rating.at) }, time(rating.at)),
      ),
  }));
}
