// <chat-desk>: the live desk. Views draw what the store knows; the socket brings it.

import { Address } from "./address.js";
import { addDeskKeys } from "./desk_keys.js";
import { h, icon } from "./dom.js";
import { newId } from "./ids.js";
import { kept } from "./kept.js";
import { Keys } from "./keys.js";
import { Alerts } from "./notify.js";
import { PARTS } from "./parts.js";
import { PanelView } from "./panel_view.js";
import { QueueView } from "./queue_view.js";
import { SearchView } from "./search.js";
import { DeskSocket } from "./socket.js";
import { Store } from "./store.js";
import { ThreadView } from "./thread_view.js";
import { nowMs, setClock } from "./words.js";

const SET_OFF_MS = 2400;
const OLDER_MS = 10000;
const PHONE = "(max-width: 760px)";
const NARROW = "(max-width: 1180px)";
const BARS = {
  lost: "The connection is lost. Trying again…",
  "signed-out": "You are signed out. Load the page to sign in again.",
  refused: "This page is out of date. Load it again.",
};

class ChatDesk extends HTMLElement {
  connectedCallback() {
    this.store = new Store();
    this.socket = new DeskSocket(this.dataset.csrf);
    this.address = new Address(this.dataset.base);
    const acts = this.#acts();
    this.acts = acts;
    this.queue = new QueueView(this.store, (id) => this.open(id), () => this.address.writeFilters(this.store.filters));
    this.search = new SearchView(this.store, acts, (text) => (this.address.sought = text));
    this.alerts = new Alerts(this.store, (id) => this.open(id));
    this.thread = new ThreadView(this.store, acts);
    this.panel = new PanelView(this.store, acts);
    this.keys = new Keys(acts);
    this.bar = h("p", { class: "bar-note", role: "status", hidden: true });
    this.spoken = h("p", { class: "sr-only", "aria-live": "assertive" });
    this.people = h("p", { class: "people" });
    this.queue.tools.prepend(this.search.field);
    this.queue.element.append(this.search.element, this.alerts.blocked, this.#foot());
    this.append(this.bar, this.queue.element, this.thread.element, this.panel.element, this.keys.sheet, this.alerts.dialog, this.spoken);
    this.dataset.view = "list";
    this.dataset.panel = "shown";
    addDeskKeys(this);
    for (const part of PARTS) part(this);
    this.#listen();
    this.socket.connect();
  }

  #foot() {
    const keys = h("button", { type: "button", class: "icon-button", "aria-label": "Keys", title: "Keys (?)", on: { click: () => this.keys.showSheet() } }, icon("keyboard"));
    return h("footer", { class: "queue-foot" }, this.people, h("span", { class: "foot-buttons" }, this.alerts.button, keys));
  }

  #listen() {
    this.socket.addEventListener("frame", (e) => this.#onFrame(e.detail));
    this.socket.addEventListener("state", (e) => this.#onState(e.detail));
    this.store.addEventListener("queue", () => this.#title());
    this.store.addEventListener("arrival", (e) => this.#onArrival(e.detail));
    this.store.addEventListener("colleagues", () => this.#drawPeople());
    this.store.addEventListener("error", (e) => this.#onError(e.detail));
    addEventListener("popstate", () => this.#fromAddress());
  }

  #onFrame(frame) {
    if (frame.now) setClock(frame.now);
    if (frame.type === "welcome") this.#recall(frame.user);
    this.store.receive(frame);
    if (frame.type === "welcome") this.#resume();
  }

  /** What this member of staff chose before, once it is known who they are. */
  #recall(user) {
    if (this.store.me.user === user) return;
    kept.setUser(user);
    this.address.readFilters(this.store.filters);
    if (this.address.sought) this.search.begin(this.address.sought);
  }

  /** After each (re)connect: the open conversation from where it was, and what was not acknowledged. */
  #resume() {
    const first = this.dataset.conversation;
    if (first && !this.store.selected) this.open(first, { isQuiet: true });
    else if (this.store.selected) this.#ask("open", { conversation: this.store.selected, after: this.store.lastSeq(this.store.selected) });
    for (const pending of this.store.pending.values()) if (!pending.failed) this.#sendLine(pending);
  }

  #onState(state) {
    this.bar.hidden = state === "connected";
    this.bar.replaceChildren(BARS[state] ?? "", state === "lost" || state === "connected" ? "" : h("a", { href: location.href }, "Load again"));
    this.classList.toggle("offline", state !== "connected");
  }

  #onArrival(items) {
    this.spoken.textContent = `${items[0].who} is waiting for a person.`;
    setTimeout(() => items.forEach((item) => this.store.arrivals.delete(item.id)), SET_OFF_MS);
  }

  #onError(frame) {
    if (frame.code === "forbidden") return;
    if (frame.retry_after && this.store.pending.has(frame.id)) {
      setTimeout(() => this.#sendAgain(frame.id), frame.retry_after * 1000);
      return;
    }
    const isUnknown = frame.code === "not_found" && frame.conversation === this.store.selected;
    if (isUnknown && !this.store.opened.has(frame.conversation)) this.#back();
    const isMine = !frame.conversation || frame.conversation === this.store.selected;
    if (isMine || isUnknown) this.#say(frame.message);
  }

  #say(text) {
    this.bar.replaceChildren(text);
    this.bar.hidden = false;
    clearTimeout(this.sayTimer);
    this.sayTimer = setTimeout(() => {
      if (this.socket.isOpen) this.bar.hidden = true;
    }, 6000);
  }

  #title() {
    const count = this.store.waitingCount + this.store.unreadMine;
    document.title = `${count ? `(${count}) ` : ""}Desk | chatqual`;
  }

  #drawPeople() {
    const me = this.store.me.user;
    const mine = this.store.colleagues.find((c) => c.id === me);
    const others = this.store.colleagues.filter((c) => c.id !== me);
    this.people.replaceChildren(
      this.#ownPresence(mine?.status === "away"),
      ...others.map((c) => h("span", { class: `person is-${c.status}`, title: `${c.load} of ${c.capacity} conversations` }, c.status === "away" ? `${c.name} (away)` : `${c.name} ${c.load}/${c.capacity}`)),
    );
  }

  /** While one is away, visitors are not told that somebody could join now. */
  #ownPresence(isAway) {
    return h(
      "button",
      {
        type: "button",
        class: `person own ${isAway ? "is-away" : ""}`,
        title: isAway ? "Be available again" : "Go away for a while",
        on: { click: () => this.#ask("presence", { status: isAway ? "online" : "away" }) },
      },
      isAway ? "Away" : "Available",
    );
  }

  // --- choosing ----------------------------------------------------------------------------------
  open(id, { isQuiet = false } = {}) {
    const before = this.store.selected;
    if (before && before !== id) this.#ask("leave", { conversation: before });
    this.store.selected = id;
    this.store.arrivals.delete(id);
    this.dataset.view = "thread";
    this.thread.draw();
    this.panel.draw();
    this.#ask("open", { conversation: id, after: this.store.lastSeq(id) });
    this.store.tell("queue");
    if (!isQuiet && before !== id) this.address.go(id);
  }

  /** Esc: what lies on top goes first; beside the list the focus goes there, on a phone the view. */
  #escape() {
    if (this.dataset.panelOver === "true") this.#togglePanel();
    else if (!this.queue.filters.panel.hidden) this.queue.filters.toggle(false);
    else if (matchMedia(PHONE).matches) this.#back();
    else if (this.store.selected) this.queue.row(this.store.selected)?.focus();
  }

  #back() {
    const id = this.store.selected;
    if (id) this.#ask("leave", { conversation: id });
    this.store.selected = null;
    this.dataset.view = "list";
    this.thread.draw();
    this.panel.draw();
    this.store.tell("queue");
    if (this.address.conversation) this.address.go("");
    if (id) requestAnimationFrame(() => requestAnimationFrame(() => this.queue.row(id)?.focus()));
  }

  /** Back and forward: the details go first, then the conversation. */
  #fromAddress() {
    this.dataset.panelOver = "false";
    this.address.writeFilters(this.store.filters);
    const id = this.address.conversation;
    if (id && id !== this.store.selected) this.open(id, { isQuiet: true });
    else if (!id && this.store.selected) this.#back();
  }

  #togglePanel() {
    if (!matchMedia(NARROW).matches) {
      this.dataset.panel = this.dataset.panel === "shown" ? "hidden" : "shown";
    } else if (this.dataset.panelOver === "true") {
      this.dataset.panelOver = "false";
      if (history.state?.panel) history.back();
    } else {
      this.dataset.panelOver = "true";
      history.pushState({ panel: true }, "", location.href);
    }
  }

  /** Does `then` where the list can be seen; on a phone that is another view. */
  showList(then) {
    if (matchMedia(PHONE).matches && this.store.selected) this.#back();
    requestAnimationFrame(then);
  }

  move(step) {
    if (this.search.isOpen) this.search.move(step);
    else this.queue.move(step);
  }

  markUnread() {
    const id = this.queue.pointedAt;
    if (!id) return;
    this.#ask("mark_unread", { conversation: id });
    this.#say("Marked as unread.");
  }

  clearFilters() {
    this.store.filters.clear();
    this.address.writeFilters(this.store.filters);
    this.queue.draw();
  }

  // --- acting ------------------------------------------------------------------------------------
  #ask(type, fields) {
    return this.socket.send({ type, ...fields });
  }

  /** A change names the epoch that is on the screen: whoever was faster wins, and is named. */
  #change(type, more = {}) {
    const item = this.store.current;
    if (!item) return;
    const frame = { id: newId(), conversation: item.id, seen_epoch: item.epoch, ...more };
    if (!this.#ask(type, frame)) this.#say(BARS.lost);
  }

  #sendLine(pending) {
    const item = this.store.items.get(pending.conversation);
    this.#ask("message", { id: pending.id, conversation: pending.conversation, seen_epoch: item?.epoch ?? 0, text: pending.text, cites: pending.cites });
  }

  #sendAgain(id) {
    const pending = this.store.pending.get(id);
    if (pending && !pending.failed) this.#sendLine(pending);
  }

  #message(text, cites = []) {
    const pending = { id: newId(), conversation: this.store.selected, text, cites, at: nowMs(), failed: "" };
    this.store.pending.set(pending.id, pending);
    this.store.tell("lines", { id: pending.conversation, isOlder: false });
    this.thread.toBottom();
    this.#sendLine(pending);
  }

  #take() {
    const item = this.store.current;
    if (!item || !["waiting", "bot"].includes(item.mode)) return;
    this.#change("take");
    this.store.addEventListener("ack", () => this.thread.composer.focus(), { once: true });
  }

  /** The note first: behind a closing the visitor may have opened another visit already. */
  #close(outcome, note) {
    if (note) this.#ask("note", { id: newId(), conversation: this.store.selected, text: note });
    this.#change("close", { outcome });
  }

  #acts() {
    const here = (type, more = {}) => this.store.selected && this.#ask(type, { conversation: this.store.selected, ...more });
    return {
      ask: (type, fields = {}) => this.#ask(type, fields) || this.#say(BARS.lost),
      change: (type, more = {}) => this.#change(type, more),
      say: (text) => this.#say(text),
      take: () => this.#take(),
      release: () => this.store.current?.owner === this.store.me.user && this.#change("release"),
      close: (outcome, note = "") => this.#close(outcome, note),
      message: (text, cites) => this.#message(text, cites),
      typing: () => here("typing"),
      read: (seq) => here("read", { seq }),
      older: (before) => here("older", { before }),
      trace: (seq) => here("trace", { seq }),
      override: (wanted) => here("override", { id: newId(), ...wanted }) || this.#say(BARS.lost),
      journal: () => here("journal"),
      back: () => this.#back(),
      escape: () => this.#escape(),
      panel: () => this.#togglePanel(),
      evidence: (seq, span) => this.#showEvidence(seq, span),
      openLine: (id, seq, span) => this.#openLine(id, seq, span),
      write: () => this.thread.composer.focus(),
      closeMenu: () => this.thread.headView.openMenu("close"),
    };
  }

  async #openLine(id, seq, span) {
    this.open(id);
    if (!seq) return;
    if (!this.store.opened.has(id)) await this.#told("opened", (opened) => opened === id);
    if (this.store.selected === id) await this.#showEvidence(seq, span);
  }

  /** Goes to a line, however far up it is: the pages between are brought first. */
  async #showEvidence(seq, span) {
    if (this.dataset.panelOver === "true") this.#togglePanel();
    const id = this.store.selected;
    while (id && this.store.firstSeq(id) > seq) {
      const came = this.#told("lines", (lines) => lines.id === id && lines.isOlder);
      if (!this.#ask("older", { conversation: id, before: this.store.firstSeq(id) }) || !(await came)) break;
      if (this.store.selected !== id) return;
    }
    if (!this.thread.showEvidence(seq, span)) this.#say(`Line ${seq} could not be shown.`);
  }

  /** Waits for an event of the store; false where it does not come in time. */
  #told(type, isIt) {
    return new Promise((resolve) => {
      const done = (came) => {
        clearTimeout(timer);
        this.store.removeEventListener(type, look);
        resolve(came);
      };
      const look = (event) => isIt(event.detail) && done(true);
      const timer = setTimeout(() => done(false), OLDER_MS);
      this.store.addEventListener(type, look);
    });
  }
}

customElements.define("chat-desk", ChatDesk);
