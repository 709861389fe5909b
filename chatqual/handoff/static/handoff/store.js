// What the page knows. Frames come in, views read; nothing here touches the document.

import { Filters } from "./filters.js";

export const SECTIONS = [
  ["waiting", "Waiting"],
  ["mine", "Mine"],
  ["others", "Others"],
  ["bot", "With the assistant"],
  ["closed", "Closed"],
];

export class Store extends EventTarget {
  me = { user: 0, name: "", sites: [], outcomes: [], max_text: 4000 };
  items = new Map();
  opened = new Map();
  colleagues = [];
  selected = null;
  filters = new Filters();
  pending = new Map();
  arrivals = new Set();
  hasQueue = false;
  #coming = [];

  receive(frame) {
    const handler = this[`on_${frame.type}`];
    if (handler) handler.call(this, frame);
    else this.tell(`frame:${frame.type}`, frame);
  }

  tell(what, detail = null) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }

  on_welcome(frame) {
    this.me = frame;
    this.tell("welcome");
  }

  on_queue(frame) {
    if (frame.part === 0) this.#coming = [];
    this.#coming.push(...frame.items);
    if (frame.part < frame.parts - 1) return;
    const before = new Set(this.items.keys());
    this.items = new Map(this.#coming.map((item) => [item.id, timed(item)]));
    if (this.hasQueue) this.#noteArrivals(this.#coming.filter((i) => !before.has(i.id)));
    this.#coming = [];
    this.hasQueue = true;
    this.colleagues = frame.colleagues;
    this.tell("queue");
    this.tell("colleagues");
  }

  on_queue_update(frame) {
    const newlyWaiting = frame.items.filter(
      (item) => item.mode === "waiting" && this.items.get(item.id)?.mode !== "waiting",
    );
    const spoken = frame.items.filter((item) => this.#hasSpoken(item));
    for (const item of frame.items) this.#putItem(timed(item));
    for (const id of frame.gone) {
      this.items.delete(id);
      if (this.opened.delete(id)) this.tell("gone", id);
    }
    this.#noteArrivals(newlyWaiting);
    if (spoken.length) this.tell("spoken", spoken);
    this.tell("queue");
  }

  /** A visitor has written to oneself since the page last heard. */
  #hasSpoken(item) {
    const has = this.items.get(item.id);
    const isNew = has && item.seq > has.seq && item.unread > has.unread;
    return isNew && item.last_author === "visitor" && this.sectionOf(item) === "mine";
  }

  #putItem(item) {
    const has = this.items.get(item.id);
    // Hints may be read in another order than the changes were made.
    if (has && (has.epoch > item.epoch || has.seq > item.seq)) return;
    this.items.set(item.id, item);
    if (this.opened.has(item.id)) this.tell("item", item.id);
  }

  #noteArrivals(items) {
    const fresh = items.filter((i) => i.mode === "waiting" && !i.is_test);
    for (const item of fresh) this.arrivals.add(item.id);
    if (fresh.length) this.tell("arrival", fresh);
  }

  on_colleagues(frame) {
    this.colleagues = frame.colleagues;
    this.tell("colleagues");
  }

  on_opened(frame) {
    const id = frame.item.id;
    this.items.set(id, timed(frame.item));
    const has = this.opened.get(id) ?? { lines: new Map(), hasOlder: frame.has_older };
    const known = has.lines.size ? Math.max(...has.lines.keys()) : 0;
    // After a long absence the page between would be missing: begin anew with the newest.
    if (known && frame.lines.length && frame.lines[0].seq > known + 1) {
      has.lines = new Map();
      has.hasOlder = frame.has_older;
    }
    for (const line of frame.lines) has.lines.set(line.seq, line);
    has.panel = frame.panel;
    has.visitorRead = frame.visitor_read;
    has.agentRead = frame.agent_read;
    this.opened.set(id, has);
    this.#settlePending(frame.lines);
    this.tell("opened", id);
    this.tell("queue");
  }

  on_lines(frame) {
    const has = this.opened.get(frame.conversation);
    if (!has) return;
    for (const line of frame.lines) has.lines.set(line.seq, line);
    if (frame.is_older) has.hasOlder = frame.has_older;
    this.#settlePending(frame.lines);
    this.tell("lines", { id: frame.conversation, isOlder: frame.is_older });
  }

  #settlePending(lines) {
    for (const line of lines) if (line.client_id) this.pending.delete(line.client_id);
  }

  on_panel(frame) {
    const has = this.opened.get(frame.conversation);
    if (!has) return;
    has.panel = frame.panel;
    this.tell("panel", frame.conversation);
  }

  on_typing(frame) {
    this.tell("typing", frame);
  }

  on_read(frame) {
    const has = this.opened.get(frame.conversation);
    if (!has) return;
    if (frame.author === "visitor") has.visitorRead = Math.max(has.visitorRead, frame.seq);
    this.tell("read", frame.conversation);
  }

  on_journal(frame) {
    this.tell("journal", frame);
  }

  on_trace(frame) {
    this.tell("trace", frame);
  }

  on_ack(frame) {
    const item = this.items.get(frame.conversation);
    if (item && frame.epoch > item.epoch) {
      const mine = frame.mode === "human";
      // A new object, by which the views see that something changed.
      this.items.set(item.id, {
        ...item,
        epoch: frame.epoch,
        mode: frame.mode,
        owner: mine ? this.me.user : null,
        owner_name: mine ? this.me.name : "",
      });
      this.tell("item", frame.conversation);
      this.tell("queue");
    }
    this.tell("ack", frame);
  }

  on_error(frame) {
    const waiting = frame.id ? this.pending.get(frame.id) : null;
    // What can be tried again later is; it is not lost.
    if (waiting && !frame.retry_after) {
      waiting.failed = frame.message;
      this.tell("lines", { id: waiting.conversation, isOlder: false });
    }
    this.tell("error", frame);
  }

  /** The conversations of each section, filtered, in the order of the desk. */
  sections() {
    const out = new Map(SECTIONS.map(([key]) => [key, []]));
    for (const item of this.items.values()) {
      if (this.filters.passes(item)) out.get(this.sectionOf(item)).push(item);
    }
    for (const [key, items] of out) items.sort(key === "waiting" ? byUrgency : byNewest);
    return out;
  }

  sectionOf(item) {
    if (item.mode !== "human") return item.mode;
    return item.owner === this.me.user ? "mine" : "others";
  }

  get current() {
    return this.selected ? (this.items.get(this.selected) ?? null) : null;
  }

  get waitingCount() {
    let count = 0;
    for (const item of this.items.values()) if (item.mode === "waiting" && !item.is_sample && !item.is_test) count += 1;
    return count;
  }

  get unreadMine() {
    let count = 0;
    for (const item of this.items.values()) {
      if (this.sectionOf(item) === "mine" && item.unread) count += 1;
    }
    return count;
  }

  /** The first line that the page has of it; 0 where it has none. */
  firstSeq(id) {
    const has = this.opened.get(id);
    return has && has.lines.size ? Math.min(...has.lines.keys()) : 0;
  }

  lastSeq(id) {
    const has = this.opened.get(id);
    return has && has.lines.size ? Math.max(...has.lines.keys()) : 0;
  }
}

/** Dates as numbers, once an item: lists of hundreds are sorted many times a second. */
function timed(item) {
  item.lastMs = Date.parse(item.last_at);
  item.waitingMs = item.waiting_since ? Date.parse(item.waiting_since) : item.lastMs;
  return item;
}

function byUrgency(a, b) {
  return a.rank - b.rank || b.score - a.score || a.waitingMs - b.waitingMs;
}

function byNewest(a, b) {
  return b.lastMs - a.lastMs;
}
