// Times and names in words.

export const TIERS = {
  hot: "Hot",
  warm: "Warm",
  cold: "Cold",
  unqualified: "Not a fit",
  not_enough_information: "Too early",
};

export const VERDICTS = {
  fits: "fits",
  does_not_fit: "does not fit",
  excluded: "excluded",
  not_known: "not known yet",
};

export const OUTCOMES = {
  won: "Won",
  qualified: "Qualified",
  nurture: "Nurture",
  answered: "Answered",
  support_done: "Support done",
  no_answer: "No answer",
  bad_fit: "Bad fit",
  spam: "Spam",
};

export const REASONS = {
  asked: "asked for a person",
  angry: "angry",
  legal: "legal",
  urgent: "urgent",
  high_value: "high value",
  low_confidence: "assistant unsure",
  repeated_failure: "assistant failed",
  policy: "by policy",
  fault: "assistant could not answer",
};

const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const timeFormat = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const fullFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

let offset = 0;

/** The server's clock counts, so that waiting times agree between desks. */
export function setClock(serverNow) {
  offset = Date.parse(serverNow) - Date.now();
}

export function nowMs() {
  return Date.now() + offset;
}

export function time(iso) {
  return timeFormat.format(new Date(iso));
}

/** 10:00, or Mon 10:00 on another day. */
export function shortTime(iso) {
  const isToday = dayKey(iso) === new Date(nowMs()).toDateString();
  const weekday = new Intl.DateTimeFormat(undefined, { weekday: "short" }).format(new Date(iso));
  return isToday ? time(iso) : `${weekday} ${time(iso)}`;
}

export function full(iso) {
  return fullFormat.format(new Date(iso));
}

export function dayKey(iso) {
  return new Date(iso).toDateString();
}

export function day(iso) {
  const date = new Date(iso);
  const today = new Date(nowMs());
  const yesterday = new Date(nowMs() - 86400000);
  if (date.toDateString() === today.toDateString()) return "Today";
  if (date.toDateString() === yesterday.toDateString()) return "Yesterday";
  return dayFormat.format(date);
}

/** 0:42, 12:03, 1 h 20: how long somebody has been waiting, to the second below an hour. */
export function clock(iso) {
  const seconds = Math.max(0, Math.floor((nowMs() - Date.parse(iso)) / 1000));
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const hours = Math.floor(seconds / 3600);
  if (hours < 24) return `${hours} h ${String(Math.floor((seconds % 3600) / 60)).padStart(2, "0")}`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** By when: "due in 4:18", from an hour on "due Mon 08:05"; past it "overdue 0:42". */
export function countdown(iso) {
  const left = Date.parse(iso) - nowMs();
  const apart = () => clock(new Date(nowMs() - Math.abs(left)).toISOString());
  if (left < 0) return { isLate: true, text: `overdue ${apart()}` };
  return { isLate: false, text: left < 3600000 ? `due in ${apart()}` : `due ${shortTime(iso)}` };
}

export function waitedMinutes(iso) {
  return (nowMs() - Date.parse(iso)) / 60000;
}

/** now, 5 min, 3 h, Mon, 14 Nov: when the last line came. */
export function ago(iso) {
  const minutes = Math.floor((nowMs() - Date.parse(iso)) / 60000);
  if (minutes < 1) return "now";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h`;
  if (minutes < 10080) return new Intl.DateTimeFormat(undefined, { weekday: "short" }).format(new Date(iso));
  return new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" }).format(new Date(iso));
}

export function spaced(word) {
  return String(word).replaceAll("_", " ");
}
