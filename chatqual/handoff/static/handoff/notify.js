// New arrivals, heard and seen without looking: sound and browser notification, for what concerns
// this agent: somebody waits or it rings for them, or a visitor of theirs writes while they look elsewhere.

import { claim } from "./alerts.js";
import { h, icon } from "./dom.js";
import { kept } from "./kept.js";
import { Sound } from "./sound.js";

const BODY = 120; // characters
const USUAL = { sound: true, volume: 0.6, notes: true };

export class Alerts {
  #store;
  #open;
  #sound = new Sound();
  #choice = { ...USUAL };

  /** `open(id)` is called when a notification is clicked. */
  constructor(store, open) {
    this.#store = store;
    this.#open = open;
    this.button = h("button", { type: "button", class: "icon-button alerts-button", on: { click: () => this.show() } });
    this.blocked = h(
      "button",
      { type: "button", class: "sound-blocked", hidden: true, on: { click: () => this.#freeSound() } },
      icon("volume_off"),
      "Sound is blocked by the browser. Click to hear new arrivals.",
    );
    this.dialog = this.#makeDialog();
    store.addEventListener("welcome", () => this.#recall());
    store.addEventListener("frame:rings", (event) => this.#rang(event.detail.rings));
    store.addEventListener("spoken", (event) => this.#spoken(event.detail));
    for (const type of ["pointerdown", "keydown"]) addEventListener(type, (event) => this.#used(event), { capture: true, passive: true });
    this.#draw();
  }

  #recall() {
    this.#choice = { ...USUAL, ...kept.read("alerts", {}) };
    this.#draw();
  }

  // --- what is told ------------------------------------------------------------------------------
  /** While one is away nothing rings: somebody else is to take it. */
  get #isAway() {
    return this.#store.colleagues.find((c) => c.id === this.#store.me.user)?.status === "away";
  }

  /** The server says what rings for this agent; what rang before is claimed already. */
  #rang(rings) {
    if (this.#isAway) return;
    for (const ring of rings) {
      const about = { id: ring.conversation, text: ring.reason || ring.summary };
      this.#tell(`${ring.kind}:${ring.conversation}:${ring.since}`, "waiting", about, titleOf(ring));
    }
  }

  #spoken(items) {
    if (!document.hidden && document.hasFocus()) return;
    for (const item of items) this.#tell(`line:${item.id}:${item.seq}`, "own", { id: item.id, text: item.last_text }, item.who);
  }

  async #tell(key, kind, about, title) {
    const wantsSound = this.#choice.sound;
    if (!(await claim(key, !wantsSound || this.#sound.isFree))) return;
    if (wantsSound) this.blocked.hidden = this.#sound.play(kind, this.#choice.volume);
    // Whoever looks at the page sees it there.
    if (document.hidden || !document.hasFocus()) this.#notify(about, title);
  }

  #notify(about, title) {
    if (!this.#mayNotify || !this.#choice.notes) return;
    let note;
    try {
      // One for each conversation: the newer replaces the older.
      note = new Notification(title, { body: about.text.slice(0, BODY), tag: `chatqual-${about.id}`, renotify: true, silent: true });
    } catch (error) {
      // Chrome on Android knows them from service workers only.
      if (error instanceof TypeError) return;
      throw error;
    }
    note.addEventListener("click", () => {
      window.focus();
      this.#open(about.id);
      note.close();
    });
  }

  get #mayNotify() {
    return "Notification" in window && Notification.permission === "granted";
  }

  // --- the choice --------------------------------------------------------------------------------
  /** Any click or key frees the sound; one on the note itself does so by its own click. */
  #used(event) {
    if (!this.blocked.contains(event.target)) this.#freeSound();
  }

  async #freeSound() {
    if (!this.#choice.sound || this.#sound.isFree) return;
    if (await this.#sound.free()) this.blocked.hidden = true;
  }

  #makeDialog() {
    this.soundSwitch = h("input", { type: "checkbox", on: { change: () => this.#choose({ sound: this.soundSwitch.checked }) } });
    this.volume = h("input", { type: "range", min: "0.1", max: "1", step: "0.1", "aria-label": "Volume", on: { change: () => this.#choose({ volume: Number(this.volume.value) }) } });
    this.noteSwitch = h("input", { type: "checkbox", on: { change: () => this.#choose({ notes: this.noteSwitch.checked }) } });
    this.noteLine = h("div", { class: "alert-line" });
    const hear = h("button", { type: "button", class: "secondary", on: { click: () => this.#tryIt() } }, "Hear it");
    return h(
      "dialog",
      { class: "key-sheet alerts-sheet", "aria-label": "Sound and notifications" },
      h("h2", {}, "Sound and notifications"),
      h("div", { class: "alert-line" }, h("label", {}, this.soundSwitch, "Sound when somebody waits")),
      h("div", { class: "alert-line" }, this.volume, hear),
      this.noteLine,
      h("p", { class: "quiet" }, "These choices hold for this browser. While you are away nothing rings."),
      h("form", { method: "dialog" }, h("button", { class: "secondary" }, "Close")),
    );
  }

  show() {
    this.#draw();
    if (!this.dialog.open) this.dialog.showModal();
  }

  #choose(change) {
    this.#choice = { ...this.#choice, ...change };
    kept.write("alerts", this.#choice);
    if (!this.#choice.sound) this.blocked.hidden = true;
    this.#draw();
  }

  async #tryIt() {
    await this.#sound.free();
    this.#sound.play("waiting", this.#choice.volume);
  }

  /** Asked for here and nowhere else: a page that asks by itself is refused for ever. */
  async #askForNotes() {
    await Notification.requestPermission();
    this.#choose({ notes: true });
  }

  #draw() {
    const { sound, volume, notes } = this.#choice;
    this.button.replaceChildren(icon(sound ? "notifications" : "notifications_off"));
    this.button.setAttribute("aria-label", `Sound and notifications: sound ${sound ? "on" : "off"}`);
    this.button.title = "Sound and notifications";
    this.soundSwitch.checked = sound;
    this.volume.value = String(volume);
    this.volume.disabled = !sound;
    this.noteSwitch.checked = notes;
    this.noteLine.replaceChildren(...this.#noteChoice());
  }

  #noteChoice() {
    if (!("Notification" in window)) return [h("p", {}, "This browser shows notifications only on pages that are served over https.")];
    if (Notification.permission === "denied") return [h("p", {}, "Notifications are blocked for this page. The browser's settings for it let them through again.")];
    if (Notification.permission === "granted") return [h("label", {}, this.noteSwitch, "Notifications when this page is not in front")];
    return [h("button", { type: "button", class: "primary", on: { click: () => this.#askForNotes() } }, "Turn on notifications")];
  }
}

function titleOf(ring) {
  if (ring.kind === "handed") return `${ring.by} hands you ${ring.who}`;
  if (ring.kind === "overdue") return `${ring.who} is still waiting for ${ring.by || "an answer"}`;
  return `${ring.who} is waiting for a person`;
}
