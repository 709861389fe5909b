/* Frames that have to arrive: kept until acknowledged, sent again under the same id. */

const NO_ACK = 10_000;
const MOST = 50;

export class Outbox {
  /** `transmit(frame)` is false while there is no line. `keeper` stores the queue in the embedding
      page. `onSilence(since)`: nothing was acknowledged although it was sent at `since`. */
  constructor({ transmit, keeper, onSilence }) {
    Object.assign(this, { transmit, keeper, onSilence });
    this.items = new Map();
    this.heldUntil = 0;
    setInterval(() => this.#again(), 1000);
  }

  /** Lines of an earlier page, in their order. */
  restore(frames) {
    for (const frame of frames.slice(-MOST)) {
      if (frame && typeof frame.id === 'string' && !this.items.has(frame.id)) this.items.set(frame.id, { frame, sentAt: 0 });
    }
  }

  add(frame) {
    this.items.set(frame.id, { frame, sentAt: 0 });
    this.keeper.queued(frame);
    this.flush();
  }

  has(type) {
    return [...this.items.values()].some(({ frame }) => frame.type === type);
  }

  /** Everything that is not on its way, oldest first; after a new `welcome` all of it. */
  flush(again = false) {
    if (again) for (const item of this.items.values()) item.sentAt = 0;
    if (Date.now() < this.heldUntil) return;
    for (const item of this.items.values()) {
      if (item.sentAt) continue;
      if (!this.transmit(item.frame)) return;
      item.sentAt = Date.now();
    }
  }

  /** Acknowledged or refused for good: either way it is not sent again. */
  remove(id) {
    const item = this.items.get(id);
    this.items.delete(id);
    this.keeper.unqueued(id);
    return item?.frame;
  }

  /** The server asks for a pause: nothing leaves before it is over. */
  hold(seconds, id) {
    this.heldUntil = Date.now() + seconds * 1000;
    const item = this.items.get(id);
    if (item) item.sentAt = 0;
  }

  #again() {
    if (Date.now() < this.heldUntil) return;
    const late = [...this.items.values()].filter((item) => item.sentAt && Date.now() - item.sentAt > NO_ACK);
    if (late.length) this.onSilence(late[0].sentAt);
    for (const item of late) item.sentAt = 0;
    this.flush();
  }
}
