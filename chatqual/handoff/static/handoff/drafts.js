// What is typed and not sent: for each conversation, reply and note apart. It lasts over a reload of
// this tab and ends with it, so that nothing of a visitor stays on a shared machine.

const EMPTY = { text: "", cites: [], gaps: [] };

export class Drafts {
  #memory = new Map();
  #user;

  /** `user()` gives whose drafts they are. */
  constructor(user) {
    this.#user = user;
  }

  #name(conversation, kind) {
    return `chatqual.draft.${this.#user()}.${conversation}.${kind}`;
  }

  /** {text, cites, gaps}; an empty one where nothing was typed. */
  get(conversation, kind) {
    return { ...EMPTY, ...this.read(this.#name(conversation, kind), EMPTY) };
  }

  set(conversation, kind, draft) {
    this.write(this.#name(conversation, kind), draft.text ? draft : null);
  }

  /** Lines on their way: sent again after a reload, under the same ids. */
  get pending() {
    return this.read(`chatqual.pending.${this.#user()}`, []);
  }

  set pending(lines) {
    this.write(`chatqual.pending.${this.#user()}`, lines.length ? lines : null);
  }

  read(name, otherwise) {
    try {
      return JSON.parse(sessionStorage.getItem(name)) ?? otherwise;
    } catch {
      return this.#memory.get(name) ?? otherwise;
    }
  }

  /** null takes it away. */
  write(name, value) {
    if (value === null) this.#memory.delete(name);
    else this.#memory.set(name, value);
    try {
      if (value === null) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, JSON.stringify(value));
    } catch {
      // Storage is full or blocked; the memory has it.
    }
  }
}
