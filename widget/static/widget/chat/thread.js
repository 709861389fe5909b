/* The log of one conversation as this tab knows it: rows by seq, and what is missing between them. */

const TRIES = 3;

export class Thread {
  constructor() {
    this.reset();
  }

  reset() {
    this.rows = new Map();
    this.last = 0; // everything up to here has been seen
    this.head = 0; // the newest that anybody spoke of
    this.conversation = null;
    this.asked = { at: 0, times: 0 };
  }

  /** False for a row that is here already. */
  add(message) {
    if (this.rows.has(message.seq)) return false;
    this.rows.set(message.seq, message);
    this.head = Math.max(this.head, message.seq);
    while (this.rows.has(this.last + 1)) this.last += 1;
    return true;
  }

  heardOf(seq) {
    if (Number.isInteger(seq)) this.head = Math.max(this.head, seq);
  }

  get hasGap() {
    return this.head > this.last;
  }

  /** Whether asking the server again makes sense. What it did not send in three replays (a log that
      was shortened) will not come; the gap is then taken as it is. */
  mayAskAgain() {
    if (!this.hasGap) return false;
    if (this.asked.at !== this.last) this.asked = { at: this.last, times: 0 };
    this.asked.times += 1;
    if (this.asked.times <= TRIES) return true;
    const known = [...this.rows.keys()].filter((seq) => seq > this.last);
    this.last = known.length ? Math.min(...known) : this.head;
    while (this.rows.has(this.last + 1)) this.last += 1;
    return this.mayAskAgain();
  }

  newest(accept = () => true) {
    return [...this.rows.values()].filter(accept).reduce((a, b) => (a && a.seq > b.seq ? a : b), null);
  }

  /** In order, for the transcript. */
  all() {
    return [...this.rows.values()].sort((a, b) => a.seq - b.seq);
  }
}
